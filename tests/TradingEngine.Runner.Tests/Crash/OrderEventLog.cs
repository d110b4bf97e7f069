using Confluent.Kafka;
using TradingEngine.CrashHost;
using TradingEngine.Kafka;

namespace TradingEngine.Runner.Tests.Crash;

/// <summary>Everything on the order topics of both traders, and how far the engine's group has committed.</summary>
internal sealed class OrderEventLog : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly IConsumer<Ignore, byte[]> _consumer;
    private readonly KillSwitch _killSwitch;
    private readonly List<TopicPartition> _signals;
    private readonly Dictionary<Guid, OrderMessage> _events = [];
    private readonly HashSet<(string, string)> _ended = [];

    public OrderEventLog(string bootstrapServers, KillSwitch killSwitch)
    {
        _killSwitch = killSwitch;
        _consumer = new ConsumerBuilder<Ignore, byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = new KafkaOptions().GroupId,
            EnableAutoCommit = false,
            AutoOffsetReset = AutoOffsetReset.Error,
            FetchWaitMaxMs = 1,
        }).SetLogHandler((_, _) => { }).Build();
        using var admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
        var topics = admin.GetMetadata(Patience).Topics;
        _signals = PartitionsOf(topics, [TopicNames.SignalsValidated(HostBuilder.Paper)]);
        var names = ((string[])[HostBuilder.Paper, HostBuilder.Remote]).SelectMany(trader => (string[])[
            TopicNames.OrdersSubmitted(trader), TopicNames.OrdersFilled(trader), TopicNames.OrdersFailed(trader)]);
        _consumer.Assign(PartitionsOf(topics, [.. names]).Select(each => new TopicPartitionOffset(each, 0)));
    }

    /// <summary>The distinct events, in the order in which they came.</summary>
    public IReadOnlyCollection<OrderMessage> Events => _events.Values;

    /// <summary>All messages, repeated ones included.</summary>
    public int MessageCount { get; private set; }

    /// <summary>Repeated messages that differ from the first of their id.</summary>
    public List<string> Changed { get; } = [];

    /// <summary>Orders that have ended.</summary>
    public int EndedCount => _ended.Count;

    /// <summary>Takes the next message where there is one soon.</summary>
    public bool Poll(TimeSpan wait)
    {
        if (_consumer.Consume(wait) is not { } result)
        {
            return false;
        }

        MessageCount++;
        var message = new OrderMessage(result.Message.Value);
        if (!_events.TryAdd(message.EventId, message) && _events[message.EventId].Text != message.Text)
        {
            Changed.Add($"{_events[message.EventId].Text}\n{message.Text}");
        }

        if (message.Terminal is not null)
        {
            _ended.Add((message.SignalId, message.Trader));
        }

        _killSwitch.Report(KillMoment.EventRead);
        return true;
    }

    /// <summary>Signals that are not committed yet.</summary>
    public long CountUncommitted()
    {
        var uncommitted = 0L;
        foreach (var committed in _consumer.Committed(_signals, Patience))
        {
            var end = _consumer.QueryWatermarkOffsets(committed.TopicPartition, Patience).High.Value;
            uncommitted += end - Math.Max(0, committed.Offset.Value);
        }

        return uncommitted;
    }

    public void Dispose() => _consumer.Dispose();

    private static List<TopicPartition> PartitionsOf(List<TopicMetadata> topics, string[] names) =>
    [
        .. topics.Where(topic => names.Contains(topic.Topic)).SelectMany(topic => topic.Partitions.Select(
            partition => new TopicPartition(topic.Topic, partition.PartitionId))),
    ];
}
