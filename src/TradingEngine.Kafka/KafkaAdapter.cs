using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Kafka.Diagnostics;
using TradingEngine.Kafka.Feed;
using TradingEngine.Kafka.Sink;
using TradingEngine.Kafka.Topics;

namespace TradingEngine.Kafka;

/// <summary>
/// Connects an engine to Kafka: the feed brings ticks and signals, the sink publishes order events. One adapter belongs
/// to one engine; see <see cref="KafkaEngineBuilderExtensions.AddKafka(EngineBuilder, KafkaAdapter)"/>.
/// </summary>
public sealed class KafkaAdapter
{
    private readonly object _gate = new();
    private readonly KafkaFeed _feed;
    private readonly KafkaSink _sink;
    private KafkaMeter? _meter;
    private TopicCheck? _topics;
    private TopicPlan? _plan;
    private Dictionary<string, int> _partitionCounts = [];
    private int _userCount;

    /// <summary>An adapter that is started and stopped with its engine.</summary>
    /// <exception cref="ArgumentException">An option is wrong; the message names all of them.</exception>
    public KafkaAdapter(KafkaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = options.Validate();
        if (errors.Count > 0)
        {
            throw new ArgumentException($"The options of Kafka are wrong. {string.Join(' ', errors)}", nameof(options));
        }

        Options = options;
        Settings = new ClientSettings(options);
        Connection = new ConnectionWatch(options.BootstrapServers);
        _feed = new KafkaFeed(this);
        _sink = new KafkaSink(this);
    }

    /// <summary>Brings ticks and signals; add it to the engine as a source.</summary>
    public IEventSource Feed => _feed;

    /// <summary>Publishes order events; add it to the engine as a sink.</summary>
    public IOrderEventSink Sink => _sink;

    internal KafkaOptions Options { get; }

    internal ClientSettings Settings { get; }

    internal ConnectionWatch Connection { get; }

    /// <summary>Tells this adapter's meter from that of another in the process.</summary>
    internal bool OwnsMeter(System.Diagnostics.Metrics.Meter meter) => _meter?.Owns(meter) ?? false;

    /// <summary>What the adapter is doing. This method allocates; it disturbs no consumer.</summary>
    public KafkaStatus GetStatus()
    {
        var deadLetters = _feed.DeadLetters?.Producer;
        var orders = _sink.Producer;
        var takeover = _feed.TakeoverFigures;
        return new KafkaStatus
        {
            IsConnected = Connection.IsConnected,
            IsWarm = _feed.IsWarm,
            IsPaused = _feed.IsPaused,
            SignalPartitionCount = _feed.Tracker.PartitionCount,
            SignalPartitionsWaiting = _feed.WaitingPartitionCount,
            TickPartitionCount = _feed.TickPartitionCount,
            TickMessageCount = _feed.TickMessageCount,
            SignalMessageCount = _feed.SignalMessageCount,
            SignalsInFlight = _feed.Tracker.InFlightCount,
            SignalLag = _feed.GetLag(),
            DeadLetterCount = _feed.DeadLetters?.Count ?? 0,
            CommitCount = _feed.Commits.Done,
            CommitFailureCount = _feed.Commits.Failed,
            AcknowledgedCount = (orders?.AcknowledgedCount ?? 0) + (deadLetters?.AcknowledgedCount ?? 0),
            UnacknowledgedCount = (orders?.UnacknowledgedCount ?? 0) + (deadLetters?.UnacknowledgedCount ?? 0),
            UnacknowledgedAge = Max(
                orders?.UnacknowledgedAge ?? TimeSpan.Zero, deadLetters?.UnacknowledgedAge ?? TimeSpan.Zero),
            ProducerRebuildCount = (orders?.RebuildCount ?? 0) + (deadLetters?.RebuildCount ?? 0),
            TakeoverCount = takeover.Count,
            AdoptedOrderCount = takeover.OrderCount,
            LastTakeoverTime = takeover.LastTime,
            LastTakeoverDuration = takeover.LastDuration,
            LastTickTime = _feed.LastTickTime,
        };
    }

    /// <summary>
    /// Sees to it that the topics are there, and says which there are. Called by the feed and by the sink; the first asks
    /// the broker for both.
    /// </summary>
    /// <exception cref="InvalidOperationException">Topics are missing, or a broker is active that is no trader.</exception>
    /// <exception cref="TimeoutException">No broker answered in time.</exception>
    internal (TopicPlan Plan, IReadOnlyDictionary<string, int> PartitionCounts) EnsureTopics(
        TimeProvider timeProvider,
        ILoggerFactory loggers,
        IReadOnlyList<string> traders,
        Action<Alert> alert,
        Func<TopicPlan, IReadOnlyList<TopicSpec>> needed,
        CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _userCount++;
            _meter ??= new KafkaMeter(GetStatus);
            _plan ??= new TopicPlan(Options, traders);
            _topics ??= new TopicCheck(Options, Settings, loggers.CreateLogger<KafkaAdapter>());
            Connection.Start(timeProvider, alert, () => TryReadTopics().Count > 0);
            if (_partitionCounts.Count == 0)
            {
                _partitionCounts = _topics.ReadTopics(cancellationToken);
            }

            var missing = FindMissing(needed(_plan));
            if (missing.Count > 0)
            {
                Supply(missing, cancellationToken);
            }

            return (_plan, _partitionCounts);
        }
    }

    /// <summary>The partition counts of all topics at the broker; empty where none answers.</summary>
    internal IReadOnlyDictionary<string, int> TryReadTopics() => Volatile.Read(ref _topics)?.TryReadTopics() ?? [];

    /// <summary>Called by the feed and by the sink when they have stopped; the last lets go of what both use.</summary>
    internal void OnStopped()
    {
        lock (_gate)
        {
            if (--_userCount <= 0)
            {
                Connection.Dispose();
                _topics?.Dispose();
                _meter?.Dispose();
                _topics = null;
            }
        }
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private List<TopicSpec> FindMissing(IReadOnlyList<TopicSpec> topics)
    {
        var missing = new List<TopicSpec>();
        foreach (var topic in topics)
        {
            if (!_partitionCounts.ContainsKey(topic.Name))
            {
                missing.Add(topic);
            }
        }

        return missing;
    }

    private void Supply(List<TopicSpec> missing, CancellationToken cancellationToken)
    {
        if (Options.MissingTopics == MissingTopics.Create)
        {
            _topics!.Create(missing);
            _partitionCounts = _topics.ReadTopics(cancellationToken);
            foreach (var topic in missing)
            {
                _partitionCounts.TryAdd(topic.Name, topic.PartitionCount);
            }

            return;
        }

        // All that are missing are named at once, whoever of feed and sink asks first.
        var all = FindMissing([.. _plan!.Feed, .. _plan.Sink]).ConvertAll(topic => topic.Name);
        throw new InvalidOperationException(
            $"These topics are missing at {Options.BootstrapServers}: {string.Join(", ", all)}. Create them, or set " +
            $"{nameof(KafkaOptions.MissingTopics)} to {nameof(MissingTopics.Create)}.");
    }
}
