using Confluent.Kafka;

namespace TradingEngine.Kafka;

/// <summary>Turns the options into settings of librdkafka.</summary>
/// <remarks>
/// <c>fetch.queue.backoff.ms</c> is one second by default, which costs two thirds of the throughput when a consumer
/// catches up; one millisecond here.
/// </remarks>
internal sealed class ClientSettings
{
    private readonly KafkaOptions _options;

    public ClientSettings(KafkaOptions options)
    {
        _options = options;
    }

    /// <summary>For the consumer group of the signals.</summary>
    public ConsumerConfig MakeSignalConsumer()
    {
        var config = MakeConsumer("signals");
        config.GroupId = _options.GroupId;
        config.AutoOffsetReset = AutoOffsetReset.Error;
        if (_options.GroupProtocol == ConsumerGroupProtocol.Consumer)
        {
            config.GroupProtocol = GroupProtocol.Consumer;
        }
        else
        {
            config.GroupProtocol = GroupProtocol.Classic;
            config.PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky;
            config.SessionTimeoutMs = 10_000;
            config.HeartbeatIntervalMs = 3_000;
        }

        return Apply(config, _options.Consumer);
    }

    /// <summary>For ticks, whose partitions are assigned and whose offsets nobody keeps.</summary>
    public ConsumerConfig MakeTickConsumer()
    {
        var config = MakeConsumer("ticks");

        // The client wants a group's name even where there is no group; nothing is ever committed under it.
        config.GroupId = $"{_options.GroupIdPrefix}.trading_engine.ticks";
        config.AutoOffsetReset = AutoOffsetReset.Latest;
        config.ConsumeResultFields = "timestamp";
        return Apply(config, _options.Consumer);
    }

    /// <summary>For the order topics, which are read back up to their ends, by one role such as <c>takeover</c>.</summary>
    public ConsumerConfig MakeOrderConsumer(string role)
    {
        var config = MakeConsumer(role);

        // As for ticks: a name without a group. Where retention is faster than the reading, the rest is read.
        config.GroupId = $"{_options.GroupIdPrefix}.trading_engine.{role}";
        config.AutoOffsetReset = AutoOffsetReset.Earliest;
        config.EnablePartitionEof = true;
        return Apply(config, _options.Consumer);
    }

    /// <summary>For one role of producer, such as <c>orders</c>.</summary>
    /// <remarks>
    /// Gzip where a message may be large: every client reads it without a library. An order event goes alone and at once,
    /// where compressing costs time and saves nothing.
    /// </remarks>
    public ProducerConfig MakeProducer(string role, bool isCompressed)
    {
        var config = new ProducerConfig
        {
            EnableIdempotence = true,
            Acks = Acks.All,
            LingerMs = 0,
            CompressionType = isCompressed ? CompressionType.Gzip : CompressionType.None,
            MessageTimeoutMs = 0,
            RequestTimeoutMs = 30_000,
            DeliveryReportFields = "status",
        };
        Fill(config, role);
        return Apply(config, _options.Producer);
    }

    /// <summary>For questions about topics.</summary>
    public AdminClientConfig MakeAdmin()
    {
        var config = new AdminClientConfig();
        Fill(config, "admin");
        return Apply(config, new Dictionary<string, string>());
    }

    private ConsumerConfig MakeConsumer(string role)
    {
        var config = new ConsumerConfig
        {
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            AllowAutoCreateTopics = false,
            FetchMinBytes = 1,
            FetchErrorBackoffMs = 10,
            FetchQueueBackoffMs = 1,
        };
        Fill(config, role);
        return config;
    }

    private void Fill(ClientConfig config, string role)
    {
        config.BootstrapServers = _options.BootstrapServers;
        config.ClientId = $"{_options.ClientId}-{role}";
        config.ReconnectBackoffMs = 20;
        config.ReconnectBackoffMaxMs = 1_000;
        config.StatisticsIntervalMs = 0;
    }

    private TConfig Apply<TConfig>(TConfig config, IDictionary<string, string> own)
        where TConfig : ClientConfig
    {
        foreach (var (name, value) in _options.Client)
        {
            config.Set(name, value);
        }

        foreach (var (name, value) in own)
        {
            config.Set(name, value);
        }

        return config;
    }
}
