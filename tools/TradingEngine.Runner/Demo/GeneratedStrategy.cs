using System.Globalization;
using TradingEngine.Model;

namespace TradingEngine.Runner.Demo;

/// <summary>A simple strategy, long, short or flat in each instrument, that knows past prices only.</summary>
internal sealed class GeneratedStrategy
{
    /// <summary>How far apart the samples of the price are.</summary>
    public const int SecondsPerSample = 15;

    private const int MinutesPerWindow = 5;
    private const int ThresholdBasisPoints = 5;
    private static readonly string[] KindNames = ["momentum", "mean-reversion", "breakout"];

    private readonly StrategyKind _kind;
    private readonly int _window;
    private readonly SignalType[] _held;
    private int _nextInstrument;

    /// <param name="index">From 0: every three have a longer window.</param>
    /// <param name="instrumentCount">Instruments to choose from.</param>
    public GeneratedStrategy(int index, int instrumentCount)
    {
        _kind = (StrategyKind)(index % KindNames.Length);
        _window = WindowOf(index);
        _held = new SignalType[instrumentCount];
        Id = string.Create(CultureInfo.InvariantCulture, $"{KindNames[(int)_kind]}-{index / KindNames.Length + 1}");
    }

    /// <summary>The name.</summary>
    public string Id { get; }

    /// <summary>Samples that the strategy of this index looks back.</summary>
    public static int WindowOf(int index) => (index / KindNames.Length + 1) * MinutesPerWindow * 60 / SecondsPerSample;

    /// <summary>Finds the next instrument whose position should change and takes the new position.</summary>
    /// <param name="history">The prices so far.</param>
    /// <param name="instrument">The instrument; any one where there is nothing to do.</param>
    /// <param name="isReversal">True where the opposite position must be closed too.</param>
    /// <returns>Buy or sell; hold where there is nothing to do.</returns>
    public SignalType Decide(PriceHistory history, out int instrument, out bool isReversal)
    {
        isReversal = false;
        instrument = _nextInstrument;
        for (var i = 0; i < _held.Length; i++)
        {
            instrument = _nextInstrument;
            _nextInstrument = (_nextInstrument + 1) % _held.Length;
            var wanted = history.Count > _window ? Want(history, instrument) : SignalType.Hold;
            if (wanted != SignalType.Hold && wanted != _held[instrument])
            {
                isReversal = _held[instrument] != SignalType.Hold;
                _held[instrument] = wanted;
                return wanted;
            }
        }

        return SignalType.Hold;
    }

    private SignalType Want(PriceHistory history, int instrument)
    {
        var last = history.At(instrument, 0);
        return _kind switch
        {
            StrategyKind.Momentum => Follow(last, history.At(instrument, _window)),
            StrategyKind.MeanReversion => Follow(Mean(history, instrument), last),
            _ => BreakOut(history, instrument, last),
        };
    }

    private static SignalType Follow(long price, long reference)
    {
        var threshold = reference * ThresholdBasisPoints / 10_000;
        return price > reference + threshold ? SignalType.Buy
            : price < reference - threshold ? SignalType.Sell
            : SignalType.Hold;
    }

    private long Mean(PriceHistory history, int instrument)
    {
        var sum = 0L;
        for (var age = 0; age < _window; age++)
        {
            sum += history.At(instrument, age);
        }

        return sum / _window;
    }

    private SignalType BreakOut(PriceHistory history, int instrument, long last)
    {
        var isHighest = true;
        var isLowest = true;
        for (var age = 1; age <= _window; age++)
        {
            var price = history.At(instrument, age);
            isHighest &= last > price;
            isLowest &= last < price;
        }

        return isHighest ? SignalType.Buy : isLowest ? SignalType.Sell : SignalType.Hold;
    }
}
