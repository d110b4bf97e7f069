using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Ingress;
using TradingEngine.Kafka.DeadLetters;
using TradingEngine.Kafka.Diagnostics;
using TradingEngine.Kafka.Internals;
using TradingEngine.Kafka.Offsets;
using TradingEngine.Kafka.Takeover;
using TradingEngine.Kafka.Topics;

namespace TradingEngine.Kafka.Feed;

/// <summary>
/// Brings ticks and signals from Kafka. The engine's ingress thread polls it; prices come first, signals only after the
/// warm-up. Where there is nothing it waits for a millisecond at most.
/// </summary>
internal sealed class KafkaFeed : IEventSource
{
    private const int TicksPerPoll = 512;
    private const int SignalsPerPoll = 256;
    private const int IdlePollsBeforeWait = 20;
    private static readonly TimeSpan IdleWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan WarmCheckInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan PartitionCheckInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(2);

    private readonly KafkaAdapter _adapter;
    private readonly List<TickConsumer> _ticks = [];
    private SignalConsumer? _signals;
    private SignalIntake? _intake;
    private DeadLetterQueue? _deadLetters;
    private OrderTakeover? _takeover;
    private SourceContext? _context;
    private ILogger? _logger;
    private TopicPlan? _plan;
    private IngressPort? _port;
    private ITimer? _partitionCheck;
    private Due _warmUp;
    private Due _warmCheck;
    private long _lastTickTicks;
    private bool _isWarm;
    private int _idlePollCount;

    public KafkaFeed(KafkaAdapter adapter)
    {
        _adapter = adapter;
        Tracker = new OffsetTracker(adapter.Options.CommitCount);
    }

    public OffsetTracker Tracker { get; }

    public DeadLetterQueue? DeadLetters => Volatile.Read(ref _deadLetters);

    public bool IsWarm => Volatile.Read(ref _isWarm);

    public bool IsPaused => Volatile.Read(ref _signals)?.IsPaused ?? false;

    public int WaitingPartitionCount => Volatile.Read(ref _takeover)?.Partitions.WaitingCount ?? 0;

    public TakeoverFigures TakeoverFigures => Volatile.Read(ref _takeover)?.Figures ?? TakeoverFigures.None;

    public long SignalMessageCount => Volatile.Read(ref _signals)?.MessageCount ?? 0;

    public (long Done, long Failed) Commits => Volatile.Read(ref _signals)?.Commits ?? default;

    public DateTimeOffset? LastTickTime => Volatile.Read(ref _lastTickTicks) is var ticks and > 0
        ? new DateTimeOffset(ticks, TimeSpan.Zero)
        : null;

    public long TickMessageCount => Sum(static consumer => consumer.MessageCount);

    public int TickPartitionCount => (int)Sum(static consumer => consumer.PartitionCount);

    public ValueTask StartAsync(SourceContext context, CancellationToken cancellationToken)
    {
        _context = context;
        _logger = context.Loggers.CreateLogger<KafkaFeed>();
        var (plan, partitionCounts) = _adapter.EnsureTopics(
            context.TimeProvider,
            context.Loggers,
            context.Traders,
            context.Alert,
            static plan => plan.Feed,
            cancellationToken);
        _plan = plan;
        var deadLetters = new DeadLetterQueue(_adapter, context, _logger);
        Volatile.Write(ref _deadLetters, deadLetters);
        foreach (var topic in plan.TickTopics)
        {
            var consumer = new TickConsumer(_adapter, topic, deadLetters, _logger);
            _ticks.Add(consumer);
            StartTicks(consumer, partitionCounts[topic], cancellationToken);
        }

        _intake = new SignalIntake(Tracker, deadLetters, plan.TraderOfTopic, context, _adapter.Options.EventClock);
        var start = new OffsetStart(_adapter.Options.OffsetReset, context, _logger);
        var takeover = new OrderTakeover(_adapter, context, _logger);
        takeover.Start();
        Volatile.Write(ref _takeover, takeover);
        Volatile.Write(
            ref _signals,
            new SignalConsumer(_adapter, _intake, Tracker, start, takeover.Partitions, PollTicks, _logger));
        _warmUp = Due.In(_adapter.Options.WarmUpTimeout);
        _partitionCheck = TimeProvider.System.CreateTimer(
            _ => FindAddedPartitions(), null, PartitionCheckInterval, PartitionCheckInterval);
        return ValueTask.CompletedTask;
    }

    /// <summary>Asks for the offsets of the warm-up; where a leader is away, again until the time is over.</summary>
    private void StartTicks(TickConsumer consumer, int partitionCount, CancellationToken cancellationToken)
    {
        var due = Due.In(_adapter.Options.StartTimeout);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                consumer.Start(partitionCount, _context!.TimeProvider.GetUtcNow(), AskTimeout);
                return;
            }
            catch (KafkaException exception)
            {
                if (due.IsOver)
                {
                    throw new TimeoutException(
                        $"The offsets of {consumer.Topic} were not told within {_adapter.Options.StartTimeout}: " +
                        $"{exception.Error.Reason}.",
                        exception);
                }

                _logger!.WaitsForBroker(_adapter.Options.BootstrapServers, exception.Error.Reason);
            }
        }
    }

    public SourceStatus Poll(IngressPort ingress)
    {
        _port = ingress;
        var count = PollTicksOnce();
        if (_isWarm)
        {
            count += _signals!.Poll(ingress, SignalsPerPoll);
            count += WaitWhereIdle(ingress, count);
        }
        else
        {
            WarmUp();
        }

        return count > 0 ? SourceStatus.Active : SourceStatus.Idle;
    }

    /// <summary>
    /// After some polls without anything the thread parks in the client, for a millisecond at most: a poller that never
    /// sleeps takes the cores that the clients' own threads need.
    /// </summary>
    private int WaitWhereIdle(IngressPort ingress, int count)
    {
        if (count > 0)
        {
            _idlePollCount = 0;
            return 0;
        }

        return ++_idlePollCount < IdlePollsBeforeWait ? 0 : _signals!.Wait(ingress, IdleWait);
    }

    /// <remarks>
    /// Order: the signals first, because their events still have to be acknowledged; then the dead letters, which hold
    /// offsets too; the ticks last.
    /// </remarks>
    public ValueTask StopAsync(TimeSpan timeout)
    {
        _partitionCheck?.Dispose();
        var due = Due.In(timeout);
        if (_signals is { } signals)
        {
            signals.Stop(timeout);
            if (Tracker.InFlightCount > 0)
            {
                _logger!.SignalsNotDone(Tracker.InFlightCount);
            }

            signals.Dispose();
        }

        _takeover?.Dispose();

        // Those of signals are acknowledged, or the wait for the signals took all the time; those of ticks may not be.
        _deadLetters?.Flush(due.Left);
        _deadLetters?.Dispose();
        _ticks.ForEach(static consumer => consumer.Dispose());
        if (_context is not null)
        {
            _adapter.OnStopped();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Signals at the broker that were not read; -1 where that is not known.</summary>
    public long GetLag() => IsWarm ? _signals!.Lag.Read() : -1;

    private void PollTicks() => PollTicksOnce();

    private int PollTicksOnce()
    {
        var count = 0;
        foreach (var consumer in _ticks)
        {
            count += consumer.Poll(_port!, TicksPerPoll);
        }

        if (count > 0)
        {
            Volatile.Write(ref _lastTickTicks, _context!.TimeProvider.GetUtcNow().UtcTicks);
        }

        return count;
    }

    /// <summary>Joins the group when the prices are there.</summary>
    private void WarmUp()
    {
        if (!_warmCheck.IsOver)
        {
            return;
        }

        _warmCheck = Due.In(WarmCheckInterval);
        var isReached = _ticks.TrueForAll(static consumer => consumer.IsWarm());
        if (!isReached && !_warmUp.IsOver)
        {
            return;
        }

        if (!isReached)
        {
            TellOfIncompleteWarmUp();
        }

        IReadOnlyList<string> topics = [.. _plan!.TraderOfTopic.Keys];
        _logger!.WarmedUp(TickMessageCount, string.Join(", ", topics));
        _signals!.Subscribe(topics);
        Volatile.Write(ref _isWarm, true);
    }

    /// <summary>Reads partitions that were added to the topics of ticks meanwhile.</summary>
    private void FindAddedPartitions()
    {
        var counts = _adapter.TryReadTopics();
        foreach (var consumer in _ticks)
        {
            consumer.Extend(counts.GetValueOrDefault(consumer.Topic));
        }
    }

    private void TellOfIncompleteWarmUp() => _context!.Alert(new Alert(
        AlertKind.WarmUpIncomplete,
        AlertSeverity.Warning,
        $"The ticks of the last {_adapter.Options.WarmUpSpan} were not read within {_adapter.Options.WarmUpTimeout}: " +
        "signals are taken now, prices may be missing.",
        "kafka",
        _context.TimeProvider.GetUtcNow()));

    private long Sum(Func<TickConsumer, long> count)
    {
        var sum = 0L;
        foreach (var consumer in _ticks)
        {
            sum += count(consumer);
        }

        return sum;
    }
}
