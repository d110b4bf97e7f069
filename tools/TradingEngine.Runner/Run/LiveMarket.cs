using TradingEngine.Model;
using TradingEngine.Runner.Demo;
using TradingEngine.Runner.Kafka;

namespace TradingEngine.Runner.Run;

/// <summary>A market that never was, in real time: prices that walk at random, so that signals have something to meet.</summary>
internal sealed class LiveMarket : IDisposable
{
    private const int Seed = 1;
    private const int StepMillis = 10;
    private const long TicksOfADay = 400_000;

    /// <summary>The instruments: 1001 to 1020, and those of NIFTY 50, RELIANCE and INFY.</summary>
    private static readonly long[] Tokens = [.. Enumerable.Range(1001, 20), 256265, 738561, 408065];

    private readonly MarketProducer _producer;
    private readonly int _ticksPerSecond;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;

    /// <param name="producer">Writes the ticks; it is this object's from here on.</param>
    /// <param name="ticksPerSecond">Over all instruments.</param>
    public LiveMarket(MarketProducer producer, int ticksPerSecond)
    {
        _producer = producer;
        _ticksPerSecond = ticksPerSecond;
        _thread = new Thread(Run) { IsBackground = true, Name = "TradingEngine live market" };
    }

    /// <summary>The instruments, as text.</summary>
    public static string TokenText => $"1001 to 1020, {string.Join(", ", Tokens.Where(token => token > 1020))}";

    /// <summary>Opens with one tick of each instrument, which the broker then has, and goes on by itself.</summary>
    public void Start()
    {
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Cancel();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _producer.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        var random = new SplitMix64(Seed);
        var instruments = Array.ConvertAll(
            Tokens, token => new GeneratedInstrument(token, TicksOfADay / Tokens.Length, random));
        foreach (var instrument in instruments)
        {
            Send(instrument, random);
        }

        var owed = 0;
        while (!_stop.Token.WaitHandle.WaitOne(StepMillis))
        {
            for (owed += _ticksPerSecond * StepMillis; owed >= 1_000; owed -= 1_000)
            {
                var instrument = instruments[random.Below(instruments.Length)];
                instrument.Move(random);
                Send(instrument, random);
            }
        }
    }

    private void Send(GeneratedInstrument instrument, SplitMix64 random)
    {
        var now = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromMinutes(330));
        _producer.Send(new MarketTick(instrument.Token, instrument.Price, 1 + random.Below(200), now), now);
    }
}
