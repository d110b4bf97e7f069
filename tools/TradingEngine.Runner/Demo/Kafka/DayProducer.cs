using TradingEngine.Kafka;
using TradingEngine.Runner.Kafka;

namespace TradingEngine.Runner.Demo.Kafka;

/// <summary>Writes a generated day to the topics, paced or as fast as the engine reads it.</summary>
internal sealed class DayProducer : IDisposable
{
    /// <summary>
    /// How far the producer may be ahead of the engine: the embedded broker forgets the oldest ticks without a word when
    /// a partition has more than 5 MiB.
    /// </summary>
    private const int AheadMax = 50_000;

    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(30);

    private readonly GeneratedDay _day;
    private readonly Pacer _pacer;
    private readonly SendTimes _sent;
    private readonly MarketProducer _producer;
    private bool _hasPrices;

    public DayProducer(GeneratedDay day, Pacer pacer, string bootstrapServers, SendTimes sent)
    {
        _day = day;
        _pacer = pacer;
        _sent = sent;
        _producer = new MarketProducer(
            bootstrapServers, TopicNames.MarketTicks, TopicNames.SignalsValidated("paper"));
    }

    /// <summary>Ticks that were sent.</summary>
    public long TickCount => _producer.TickCount;

    /// <summary>Signals that were sent.</summary>
    public long SignalCount => _producer.SignalCount;

    /// <summary>Events that were sent.</summary>
    public long PublishedCount => TickCount + SignalCount;

    /// <summary>Sends the day, and waits until the broker has all of it.</summary>
    /// <param name="consumedTicks">Ticks that the engine has.</param>
    /// <param name="cancellationToken">Ends the day early.</param>
    /// <exception cref="IOException">The broker did not take everything.</exception>
    public void Run(Func<long> consumedTicks, CancellationToken cancellationToken)
    {
        while (_day.TryRead(out var next))
        {
            if (!WaitUntilDue(next, consumedTicks, cancellationToken))
            {
                return;
            }

            Send(next, consumedTicks, cancellationToken);
        }

        if (!_producer.Flush(FlushTimeout) || _producer.FailedCount > 0)
        {
            throw new IOException($"The broker did not take the whole day: {_producer.Failure ?? "no answer"}.");
        }
    }

    public void Dispose() => _producer.Dispose();

    private void Send(in DayEvent next, Func<long> consumedTicks, CancellationToken cancellationToken)
    {
        if (next.Signal is not { } signal)
        {
            _producer.Send(next.Tick, next.Time);
            return;
        }

        if (!_hasPrices && _producer.TickCount > 0)
        {
            // Topics know no order between them: the first signal after the opening waits for the first prices.
            _hasPrices = true;
            _producer.Flush(FlushTimeout);
            SpinWait.SpinUntil(
                () => consumedTicks() >= _producer.TickCount || cancellationToken.IsCancellationRequested);
        }

        _sent.Add(signal.SignalId);
        _producer.Send(signal, next.Time);
    }

    /// <returns>False where the day ends early.</returns>
    private bool WaitUntilDue(in DayEvent next, Func<long> consumedTicks, CancellationToken cancellationToken)
    {
        var isCheckDue = _producer.TickCount % 1_024 == 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var isDue = next.Time.UtcTicks < _pacer.DueUtcTicks();
            if (isDue && (!isCheckDue || _producer.TickCount - consumedTicks() < AheadMax))
            {
                return true;
            }

            cancellationToken.WaitHandle.WaitOne(1);
        }

        return false;
    }
}
