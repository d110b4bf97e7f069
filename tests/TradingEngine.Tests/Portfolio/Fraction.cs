using System.Numerics;

namespace TradingEngine.Tests.Portfolio;

/// <summary>A fraction of big integers in lowest terms.</summary>
internal readonly record struct Fraction
{
    public Fraction(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    public static Fraction Zero { get; } = new(0, 1);

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public static Fraction Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return new Fraction(bits[3] < 0 ? -magnitude : magnitude, BigInteger.Pow(10, value.Scale));
    }

    public static Fraction Abs(Fraction value) => new(BigInteger.Abs(value.Numerator), value.Denominator);

    public static Fraction operator +(Fraction left, Fraction right) => new(
        left.Numerator * right.Denominator + right.Numerator * left.Denominator, left.Denominator * right.Denominator);

    public static Fraction operator -(Fraction left, Fraction right) => left + right * BigInteger.MinusOne;

    public static Fraction operator *(Fraction left, BigInteger right) =>
        new(left.Numerator * right, left.Denominator);

    public static Fraction operator /(Fraction left, BigInteger right) =>
        new(left.Numerator, left.Denominator * right);

    public static bool operator <=(Fraction left, Fraction right) =>
        left.Numerator * right.Denominator <= right.Numerator * left.Denominator;

    public static bool operator >=(Fraction left, Fraction right) => right <= left;
}
