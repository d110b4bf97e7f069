using System.Text.Json;
using Confluent.Kafka;
using TradingEngine.Kafka;

namespace TradingEngine.Runner.Tests;

/// <summary>What stands on the order topics of a trader, read by a client of its own.</summary>
internal sealed class OrderTopics : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly IConsumer<Ignore, byte[]> _consumer;
    private readonly Dictionary<string, HashSet<Guid>> _fills = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, string> _fillTexts = [];

    public OrderTopics(string bootstrapServers, string trader)
    {
        _consumer = new ConsumerBuilder<Ignore, byte[]>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "test-reader",
            EnableAutoCommit = false,
            AutoOffsetReset = AutoOffsetReset.Error,
            FetchWaitMaxMs = 1,
        }).SetLogHandler((_, _) => { }).Build();
        string[] topics = [TopicNames.OrdersFilled(trader), TopicNames.OrdersFailed(trader)];
        using var admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
        _consumer.Assign(admin.GetMetadata(TimeSpan.FromSeconds(30)).Topics
            .Where(topic => topics.Contains(topic.Topic))
            .SelectMany(topic => topic.Partitions.Select(
                partition => new TopicPartitionOffset(topic.Topic, partition.PartitionId, 0))));
    }

    /// <summary>The ids of the fills of each signal.</summary>
    public IReadOnlyDictionary<string, HashSet<Guid>> FillsBySignal => _fills;

    /// <summary>The first message of each fill by its id, as it stands there.</summary>
    public IReadOnlyDictionary<Guid, string> Fills => _fillTexts;

    /// <summary>Repeated messages that differ from the first of their id.</summary>
    public List<string> Changed { get; } = [];

    /// <summary>How many messages with fills there were, repeated ones included.</summary>
    public int FillMessageCount { get; private set; }

    /// <summary>Failed orders, as they came.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Reads until there are fills of so many signals.</summary>
    public void ReadUntil(int signalCount)
    {
        var start = Environment.TickCount64;
        while (_fills.Count < signalCount)
        {
            if (_consumer.Consume(TimeSpan.FromMilliseconds(100)) is { } result)
            {
                Take(result.Message.Value);
            }
            else if (Environment.TickCount64 - start > Patience.TotalMilliseconds)
            {
                throw new TimeoutException(
                    $"There are fills of {_fills.Count} signals, not {signalCount}. Failed: {string.Join('\n', Failures)}");
            }
        }
    }

    /// <summary>Reads what else there is.</summary>
    public void ReadRest()
    {
        while (_consumer.Consume(TimeSpan.FromSeconds(1)) is { } result)
        {
            Take(result.Message.Value);
        }
    }

    public void Dispose() => _consumer.Dispose();

    private void Take(byte[] value)
    {
        using var json = JsonDocument.Parse(value);
        var root = json.RootElement;
        if (!root.GetProperty("type").ValueEquals("order_filled"))
        {
            Failures.Add(root.GetRawText());
            return;
        }

        FillMessageCount++;
        var signalId = root.GetProperty("causation_id").GetString()!;
        if (!_fills.TryGetValue(signalId, out var ids))
        {
            _fills.Add(signalId, ids = []);
        }

        var id = root.GetProperty("id").GetGuid();
        ids.Add(id);
        if (!_fillTexts.TryAdd(id, root.GetRawText()) && _fillTexts[id] != root.GetRawText())
        {
            Changed.Add(root.GetRawText());
        }
    }
}
