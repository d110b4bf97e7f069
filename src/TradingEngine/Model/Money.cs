namespace TradingEngine.Model;

/// <summary>Exact arithmetic on amounts.</summary>
internal static class Money
{
    /// <summary>Decimals of a commission and of reported amounts.</summary>
    public const int DecimalPlaces = 4;

    /// <summary>Digits that every decimal can hold.</summary>
    public const int DigitsMax = 28;

    private static readonly Int128 MagnitudeLimit = Int128.One << 96;
    private static readonly decimal[] PowersOfTen = MakePowersOfTen();

    /// <summary><paramref name="quantity"/> times <paramref name="price"/>, every digit kept.</summary>
    /// <exception cref="OverflowException">The product needs more than the 96 bits of a decimal, that is about 7.9 ×
    /// 10^20 in money.</exception>
    public static decimal Notional(long quantity, Price price)
    {
        var product = (Int128)quantity * price.Raw;
        var magnitude = Int128.Abs(product);
        if (magnitude >= MagnitudeLimit)
        {
            throw new OverflowException($"{quantity} × {price} does not fit an exact decimal.");
        }

        var low = (ulong)magnitude;
        var high = (int)(uint)(magnitude >> 64);
        return new decimal((int)low, (int)(low >> 32), high, product < 0, Price.DecimalPlaces);
    }

    /// <summary>Digits before the point: none for 0.5, two for 99, at most 28 are told.</summary>
    public static int IntegerDigits(decimal amount)
    {
        var magnitude = Math.Abs(amount);
        var digits = 0;
        while (digits < DigitsMax && magnitude >= PowersOfTen[digits])
        {
            digits++;
        }

        return digits;
    }

    /// <summary>An amount as it is reported: four decimals, half to even.</summary>
    public static decimal Round(decimal amount) => decimal.Round(amount, DecimalPlaces, MidpointRounding.ToEven);

    private static decimal[] MakePowersOfTen()
    {
        var powers = new decimal[DigitsMax];
        var power = 1m;
        for (var i = 0; i < powers.Length; i++, power *= 10)
        {
            powers[i] = power;
        }

        return powers;
    }
}
