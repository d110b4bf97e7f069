using TradingEngine.Model;

namespace TradingEngine.Runner.Demo;

/// <summary>An instrument whose price walks at random, in steps of its tick size and within a band.</summary>
/// <remarks>
/// A value walks in small parts of a step; the price is that value rounded to one of the two steps beside it, as if
/// trades hit the bid or the offer. Everything is a whole number.
/// </remarks>
internal sealed class GeneratedInstrument
{
    /// <summary>The tick size: 0.05.</summary>
    public const long TickSizeRaw = Price.Scale / 20;

    private const int StepsPerUnit = 20;
    private const int PartsPerStep = 1 << 16;
    private const int BandPercent = 10;
    private const long OrderValue = 100_000;

    private readonly long _moveMax;
    private readonly long _low;
    private readonly long _high;
    private long _value;

    /// <param name="token">The instrument's number.</param>
    /// <param name="expectedTicks">About how many ticks it gets; with fewer, each moves the price further.</param>
    /// <param name="random">Decides about the opening price and how much it moves.</param>
    public GeneratedInstrument(long token, long expectedTicks, SplitMix64 random)
    {
        Token = token;
        var openingPrice = 100 + random.Below(100) * random.Below(40);
        var openingSteps = openingPrice * StepsPerUnit + random.Below(StepsPerUnit);
        var volatilityBasisPoints = 80 + random.Below(120);
        _value = (long)openingSteps * PartsPerStep;
        _low = _value / 100 * (100 - BandPercent);
        _high = _value / 100 * (100 + BandPercent);
        _moveMax = MoveMax(_value / 10_000 * volatilityBasisPoints, expectedTicks);
        OrderQuantity = Math.Max(1, OrderValue / openingPrice);
        Move(random);
    }

    /// <summary>The number of the instrument.</summary>
    public long Token { get; }

    /// <summary>How much a strategy buys or sells.</summary>
    public long OrderQuantity { get; }

    /// <summary>The price in steps of the tick size.</summary>
    public long PriceSteps { get; private set; }

    /// <summary>The price.</summary>
    public Price Price => Price.FromRaw(PriceSteps * TickSizeRaw);

    /// <summary>Walks one step.</summary>
    public void Move(SplitMix64 random)
    {
        _value = Math.Clamp(_value + random.Within(_moveMax), _low, _high);
        PriceSteps = _value / PartsPerStep + random.Below(2);
    }

    /// <summary>The largest single move with which the day comes to its deviation.</summary>
    /// <remarks>An even distribution from -m to m has a variance of m²/3; a walk has the sum of its moves.</remarks>
    private static long MoveMax(long dailyDeviation, long moveCount) =>
        Math.Max(1, (long)(dailyDeviation * Math.Sqrt(3.0 / moveCount)));
}
