namespace TradingEngine.Runner.Demo;

/// <summary>The price of every instrument at regular times, as many as the longest window needs.</summary>
internal sealed class PriceHistory
{
    private readonly long[][] _samples;
    private readonly int _capacity;

    public PriceHistory(int instrumentCount, int capacity)
    {
        _capacity = capacity;
        _samples = new long[instrumentCount][];
        for (var i = 0; i < instrumentCount; i++)
        {
            _samples[i] = new long[capacity];
        }
    }

    /// <summary>How many samples of each instrument were taken.</summary>
    public long Count { get; private set; }

    /// <summary>Takes the price of every instrument, in steps of its tick size.</summary>
    public void Sample(GeneratedInstrument[] instruments)
    {
        for (var i = 0; i < instruments.Length; i++)
        {
            _samples[i][Count % _capacity] = instruments[i].PriceSteps;
        }

        Count++;
    }

    /// <summary>The sample that is <paramref name="age"/> samples older than the newest.</summary>
    public long At(int instrument, int age) => _samples[instrument][(Count - 1 - age) % _capacity];
}
