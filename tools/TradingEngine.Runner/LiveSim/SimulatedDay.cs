using TradingEngine.Model;
using TradingEngine.Runner.Demo;
using TradingEngine.Runner.Kafka;

namespace TradingEngine.Runner.LiveSim;

/// <summary>
/// Plays a generated day as if it were now: prices go to the simulated broker and to the topics, signals to their topic.
/// </summary>
internal sealed class SimulatedDay : IDisposable
{
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(30);

    private readonly GeneratedDay _day;
    private readonly Pacer _pacer;
    private readonly MarketProducer _producer;
    private readonly Action<long, decimal> _setPrice;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _played = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _writesTicks;
    private readonly Thread _thread;

    /// <param name="options">The day and how long it takes.</param>
    /// <param name="producer">Writes to the topics; it is this object's from here on.</param>
    /// <param name="setPrice">Tells the broker a price.</param>
    /// <param name="writesTicks">False where prices reach the engine by the broker alone.</param>
    public SimulatedDay(
        DemoOptions options, MarketProducer producer, Action<long, decimal> setPrice, bool writesTicks)
    {
        _writesTicks = writesTicks;
        _day = new GeneratedDay(options);
        _pacer = new Pacer(options.Seconds);
        _producer = producer;
        _setPrice = setPrice;
        _thread = new Thread(Run) { IsBackground = true, Name = "TradingEngine simulated day" };
    }

    /// <summary>Signals that were written. Any thread may read it.</summary>
    public long SignalCount => _producer.SignalCount;

    /// <summary>Ends when all of the day was written.</summary>
    public Task Played => _played.Task;

    public void Start() => _thread.Start();

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
        try
        {
            Play();
            _played.TrySetResult();
        }
        catch (Exception exception)
        {
            _played.TrySetException(exception);
        }
    }

    private void Play()
    {
        while (_day.TryRead(out var next))
        {
            if (next.Time < GeneratedDay.Open || next.Time >= GeneratedDay.Close)
            {
                // Now is always open here: what the day has outside of its session would be traded.
                continue;
            }

            while (next.Time.UtcTicks >= _pacer.DueUtcTicks())
            {
                if (_stop.Token.WaitHandle.WaitOne(1))
                {
                    return;
                }
            }

            Send(next);
        }

        if (!_producer.Flush(FlushTimeout) || _producer.FailedCount > 0)
        {
            throw new IOException($"The broker did not take the whole day: {_producer.Failure ?? "no answer"}.");
        }
    }

    private void Send(in DayEvent next)
    {
        var now = TimeProvider.System.GetUtcNow().ToOffset(next.Time.Offset);
        if (next.Signal is { } signal)
        {
            _producer.Send(signal with { Timestamp = signal.Timestamp + (now - next.Time) }, now);
            return;
        }

        _setPrice(next.Tick.InstrumentToken, next.Tick.LastPrice.ToDecimal());
        if (_writesTicks)
        {
            _producer.Send(next.Tick with { Timestamp = now }, now);
        }
    }
}
