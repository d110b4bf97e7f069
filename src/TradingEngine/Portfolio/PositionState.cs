using TradingEngine.Model;

namespace TradingEngine.Portfolio;

/// <summary>The running sums of one position.</summary>
/// <remarks>
/// The cost of the whole is kept, not the average. What trades moved is summed exactly, and the profit is that sum plus
/// the cost, whose last digits are rounded so far that the addition is exact: profit minus cost always equals the
/// money that moved, to the last digit, and a closed position has no rounding in it at all.
/// </remarks>
internal sealed class PositionState
{
    private decimal _traded;

    public PositionState()
    {
    }

    /// <summary>Goes on from a position that was folded before, to the last digit.</summary>
    public PositionState(in Position position)
    {
        _traded = position.RealizedPnl - position.Cost;
        (Quantity, Cost, RealizedPnl) = (position.Quantity, position.Cost, position.RealizedPnl);
        (Fees, CashChange, FillCount) = (position.Fees, position.CashChange, position.FillCount);
    }

    public long Quantity { get; private set; }

    public decimal Cost { get; private set; }

    public decimal RealizedPnl { get; private set; }

    public decimal Fees { get; private set; }

    public decimal CashChange { get; private set; }

    public long FillCount { get; private set; }

    /// <summary>Adds a fill. Nothing changes where it throws.</summary>
    /// <exception cref="OverflowException">An amount or the quantity does not fit.</exception>
    public void Apply(Side side, long quantity, Price price, decimal fees)
    {
        var sign = side == Side.Buy ? 1 : -1;
        var held = Math.Abs(Quantity);
        var closing = Math.Sign(Quantity) == -sign ? Math.Min(held, quantity) : 0;
        var newQuantity = checked(Quantity + sign * quantity);
        var traded = _traded - sign * Money.Notional(quantity, price);
        var kept = closing == 0 ? Cost : Share(Cost, held - closing, held);
        var cost = RoundBeside(traded, kept + sign * Money.Notional(quantity - closing, price));
        var totalFees = Fees + fees;
        CashChange = traded - totalFees;
        (Quantity, Cost, RealizedPnl, Fees, _traded) = (newQuantity, cost, traded + cost, totalFees, traded);
        FillCount++;
    }

    private static decimal Share(decimal amount, long part, long whole) =>
        Money.IntegerDigits(amount) + Money.IntegerDigits(part) <= Money.DigitsMax
            ? amount * part / whole
            : amount / whole * part;

    /// <summary>The cost with as many decimals as leave its sum with <paramref name="traded"/> exact.</summary>
    private static decimal RoundBeside(decimal traded, decimal cost)
    {
        var places = Money.DigitsMax - Math.Max(Money.IntegerDigits(cost), Money.IntegerDigits(traded + cost));
        return decimal.Round(cost, Math.Max(places, Price.DecimalPlaces), MidpointRounding.ToEven);
    }
}
