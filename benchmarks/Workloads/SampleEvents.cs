using System.Globalization;
using TradingEngine.Model;

namespace TradingEngine.Workloads;

/// <summary>Ticks and signals that are made before anything is measured.</summary>
internal static class SampleEvents
{
    /// <summary>The token of the first instrument; the others follow.</summary>
    public const long FirstToken = 738_561;

    /// <summary>The strategy of every signal.</summary>
    public const string StrategyId = "Momentum_1";

    private static readonly DateTimeOffset Start = new(2025, 1, 2, 9, 15, 0, TimeSpan.FromHours(5.5));

    /// <summary>Ticks that go round the instruments, with prices that move by one paisa.</summary>
    public static MarketTick[] MakeTicks(int count, int instrumentCount)
    {
        var ticks = new MarketTick[count];
        for (var i = 0; i < count; i++)
        {
            var price = Price.FromRaw((100_00L + i % 97) * Price.Scale / 100);
            ticks[i] = new MarketTick(FirstToken + i % instrumentCount, price, 1 + i % 50, Start.AddMilliseconds(i));
        }

        return ticks;
    }

    /// <summary>Signals, each with an id of its own, buying and selling in turn.</summary>
    public static TradingSignal[] MakeSignals(int count, int instrumentCount, int firstNumber = 0)
    {
        var signals = new TradingSignal[count];
        for (var i = 0; i < count; i++)
        {
            var number = firstNumber + i;
            signals[i] = new TradingSignal
            {
                SignalId = string.Create(CultureInfo.InvariantCulture, $"0199a4d2-7c31-7f00-8000-{number:x12}"),
                StrategyId = StrategyId,
                InstrumentToken = FirstToken + number % instrumentCount,
                Type = number % 2 == 0 ? SignalType.Buy : SignalType.Sell,
                Quantity = 10,
                Timestamp = Start.AddMilliseconds(number),
            };
        }

        return signals;
    }
}
