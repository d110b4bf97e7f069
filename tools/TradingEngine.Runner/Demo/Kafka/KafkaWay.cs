using TradingEngine.Ingress.Recorded;
using TradingEngine.Kafka;
using TradingEngine.Kafka.Embedded;
using TradingEngine.Runner.Kafka;

namespace TradingEngine.Runner.Demo.Kafka;

/// <summary>
/// Over Kafka: a producer writes the day to the topics of an embedded broker, the engine reads them and writes its
/// events, and a client of its own reads those back.
/// </summary>
internal sealed class KafkaWay : IDemoWay
{
    private const string BrokerName = "paper";

    private readonly EmbeddedKafka _kafka = EmbeddedKafka.Start();
    private readonly ReplayTimeProvider _clock = new();
    private readonly KafkaAdapter _adapter;
    private readonly DayProducer _producer;
    private readonly OrderTopicReader _reader;

    public KafkaWay(GeneratedDay day, Pacer pacer)
    {
        var options = MakeOptions();
        _kafka.CreateTopics(options, BrokerName);
        _clock.Set(GeneratedDay.Start);
        _adapter = new KafkaAdapter(options);
        var sent = new SendTimes();
        _producer = new DayProducer(day, pacer, _kafka.BootstrapServers, sent);
        _reader = new OrderTopicReader(_kafka.BootstrapServers, BrokerName, sent);
    }

    public TimeProvider Clock => _clock;

    public long PublishedCount => _producer.PublishedCount;

    /// <remarks>A pipeline that spins would take a core from the broker and the clients, all in this process.</remarks>
    public void AddTo(EngineBuilder builder) =>
        builder.AddKafka(_adapter).Configure(engine => engine.WaitStrategy = WaitStrategy.Blocking);

    public bool Run(Engine engine, CancellationToken interrupt)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        var producing = Task.Factory.StartNew(
            () => Produce(engine, over),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            engine.Run(over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The day is over, or it was interrupted.
        }

        producing.GetAwaiter().GetResult();
        return !interrupt.IsCancellationRequested;
    }

    public KafkaFigures ReadKafka()
    {
        var status = _adapter.GetStatus();
        return new KafkaFigures(
            _kafka.BootstrapServers,
            status.TickMessageCount,
            status.SignalMessageCount,
            status.SignalsInFlight,
            _reader.EventCount,
            _reader.FillCount,
            _reader.GetRoundTrip());
    }

    public void Dispose()
    {
        _producer.Dispose();
        _reader.Dispose();
        _kafka.Dispose();
    }

    private KafkaOptions MakeOptions()
    {
        var options = new KafkaOptions
        {
            EventClock = _clock,
            PnlInterval = TimeSpan.Zero,
        };
        _kafka.Configure(options);
        return options;
    }

    /// <summary>Writes the day, waits until all that came of it was read back, and ends the run.</summary>
    private void Produce(Engine engine, CancellationTokenSource over)
    {
        try
        {
            _producer.Run(() => engine.GetStatus().TickCount, over.Token);
            while (!IsDone(engine) && !over.Token.WaitHandle.WaitOne(1))
            {
                // Nothing to do but to wait for the last events.
            }
        }
        finally
        {
            over.Cancel();
        }
    }

    private bool IsDone(Engine engine)
    {
        var status = engine.GetStatus();
        return status.TickCount + status.ConflatedTickCount == _producer.TickCount
            && status.SignalCount == _producer.SignalCount
            && _adapter.GetStatus() is { UnacknowledgedCount: 0, SignalsInFlight: 0 }
            && _reader.EventCount >= status.OrderEventCount;
    }
}
