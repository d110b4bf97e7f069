using System.Numerics;
using TradingEngine.Model;

namespace TradingEngine.Tests.Portfolio;

/// <summary>Average cost in fractions of big integers: nothing is ever rounded.</summary>
internal sealed class PositionOracle
{
    private static readonly BigInteger PriceUnit = BigInteger.Pow(10, 8);

    public BigInteger Quantity { get; private set; }

    public Fraction Cost { get; private set; } = Fraction.Zero;

    public Fraction Realized { get; private set; } = Fraction.Zero;

    public Fraction Fees { get; private set; } = Fraction.Zero;

    public Fraction Cash { get; private set; } = Fraction.Zero;

    public void Apply(Side side, long quantity, long rawPrice, decimal fees)
    {
        BigInteger signed = side == Side.Buy ? quantity : -quantity;
        var price = new Fraction(rawPrice, PriceUnit);
        Fees += Fraction.Of(fees);
        Cash = Cash - price * signed - Fraction.Of(fees);
        var isOpposite = !Quantity.IsZero && Quantity.Sign != signed.Sign;
        if (!isOpposite)
        {
            Cost += price * signed;
            Quantity += signed;
            return;
        }

        var average = Cost / Quantity;
        var closed = BigInteger.Min(BigInteger.Abs(Quantity), BigInteger.Abs(signed)) * Quantity.Sign;
        Realized += (price - average) * closed;
        Quantity += signed;
        var stillHeld = Quantity.Sign == closed.Sign;
        Cost = (stillHeld ? average : price) * Quantity;
    }
}
