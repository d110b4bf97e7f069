using TradingEngine.Hosting.Settings;

namespace TradingEngine.Kafka.Hosting;

/// <summary>The section <c>Kafka</c>: every option but <see cref="KafkaOptions.EventClock"/>.</summary>
public static class KafkaSettings
{
    /// <summary>The name of the section.</summary>
    public const string SectionName = "Kafka";

    /// <summary>The name of the section with <see cref="KafkaHealthThresholds"/>, within <c>Kafka</c>.</summary>
    public const string HealthSectionName = "Health";

    /// <summary>Reads the section.</summary>
    /// <param name="reader">A reader at the root; its report has the errors.</param>
    /// <param name="options">What is read into; its values are the defaults.</param>
    public static void Read(SettingReader reader, KafkaOptions options)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        var section = reader.Section(SectionName);
        ReadNames(section, options);
        ReadTicks(section, options);
        ReadSignals(section, options);
        ReadTimes(section, options);
        ReadClients(section, options);
        section.AddErrors(options.Validate());
        section.RefuseUnknown(HealthSectionName);
    }

    /// <summary>Reads the section <c>Kafka:Health</c>.</summary>
    /// <param name="reader">A reader at the root; its report has the errors.</param>
    /// <param name="thresholds">What is read into; its values are the defaults.</param>
    public static void Read(SettingReader reader, KafkaHealthThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(thresholds);
        var section = reader.Section(SectionName).Section(HealthSectionName);
        thresholds.UnacknowledgedAgeDegraded = section.TimeOrInfinite(
            nameof(thresholds.UnacknowledgedAgeDegraded),
            thresholds.UnacknowledgedAgeDegraded,
            "Degraded where an event waits longer for its acknowledgement, above zero or infinite.");
        thresholds.UnacknowledgedAgeUnhealthy = section.TimeOrInfinite(
            nameof(thresholds.UnacknowledgedAgeUnhealthy),
            thresholds.UnacknowledgedAgeUnhealthy,
            "Unhealthy where an event waits longer for its acknowledgement, above zero or infinite.");
        thresholds.PriceAgeMax = section.TimeOrInfinite(
            nameof(thresholds.PriceAgeMax),
            thresholds.PriceAgeMax,
            "Unhealthy where the newest tick is older while the market is open, above zero or infinite.");
        thresholds.SignalLagMax = section.Whole(
            nameof(thresholds.SignalLagMax),
            thresholds.SignalLagMax,
            "Degraded where more signals wait at the broker, 0 or more.");
        section.AddErrors(thresholds.Validate());
        section.RefuseUnknown();
    }

    /// <summary>Adds an error for each active broker that is no trader.</summary>
    /// <param name="reader">A reader at the root.</param>
    /// <param name="options">What was read.</param>
    /// <param name="traders">The traders of the engine.</param>
    public static void CheckTraders(SettingReader reader, KafkaOptions options, IReadOnlyList<string> traders)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        TraderNames.Check(
            reader.Section(SectionName), nameof(options.ActiveBrokers), options.ActiveBrokers, traders);
    }

    private static void ReadNames(SettingReader section, KafkaOptions options)
    {
        options.BootstrapServers = section.Text(
            nameof(options.BootstrapServers),
            options.BootstrapServers,
            "Brokers to begin with, host:port with commas between.");
        options.ClientId = section.Text(
            nameof(options.ClientId), options.ClientId, "How the clients call themselves at the broker.");
        options.GroupIdPrefix = section.Text(
            nameof(options.GroupIdPrefix),
            options.GroupIdPrefix,
            "The first part of the consumer group's id, <prefix>.trading_engine.signals.");
        options.GroupProtocol = section.Choice(
            nameof(options.GroupProtocol),
            options.GroupProtocol,
            "How the members of the group share partitions: Classic, or Consumer (Kafka 4.0 and newer).");
        options.SignalRouting = section.Choice(
            nameof(options.SignalRouting),
            options.SignalRouting,
            "Who gets signals: ByRouter, the routes decide; ByTopic, the trader that the topic names.");
        options.BrokerNamespace = section.Text(
            nameof(options.BrokerNamespace),
            options.BrokerNamespace,
            "With ByRouter: the first part of the signals' topic, <namespace>.signals.validated.");
        ReadList(
            section,
            nameof(options.ActiveBrokers),
            options.ActiveBrokers,
            "The traders whose topics are used; none: every trader.");
        options.MissingTopics = section.Choice(
            nameof(options.MissingTopics), options.MissingTopics, "What happens at the start when topics are missing.");
    }

    private static void ReadTicks(SettingReader section, KafkaOptions options)
    {
        options.HasTicks = section.Flag(
            nameof(options.HasTicks), options.HasTicks, "Whether ticks are read from Kafka.");
        ReadList(
            section, nameof(options.TickTopics), options.TickTopics, "The topics with ticks; none: market.ticks.");
        options.TickReading = section.Choice(
            nameof(options.TickReading), options.TickReading, "How ticks are read from the client library.");
        options.WarmUpSpan = section.Time(
            nameof(options.WarmUpSpan),
            options.WarmUpSpan,
            "How far back ticks are read before the first signal, zero to 7 days.");
        options.WarmUpCount = section.Whole(
            nameof(options.WarmUpCount),
            options.WarmUpCount,
            "Messages of each tick partition that are read before the first signal, 0 to 10000000.");
        options.WarmUpTimeout = section.Time(
            nameof(options.WarmUpTimeout),
            options.WarmUpTimeout,
            "How long the warm-up may take, 1 ms to 1 hour; then signals are taken all the same.");
    }

    private static void ReadSignals(SettingReader section, KafkaOptions options)
    {
        options.OffsetReset = section.Choice(
            nameof(options.OffsetReset), options.OffsetReset, "Where a group without a committed offset begins.");
        options.SignalsInFlightMax = section.Whole(
            nameof(options.SignalsInFlightMax),
            options.SignalsInFlightMax,
            "Signals that may be under way at once, 1 to 1048576.");
        options.CommitCount = section.Whole(
            nameof(options.CommitCount),
            options.CommitCount,
            "Offsets are committed after this many signals, 1 to 1048576.");
        options.UnacknowledgedMax = section.Whole(
            nameof(options.UnacknowledgedMax),
            options.UnacknowledgedMax,
            "Events that may wait for their acknowledgement, 1 to 1048576.");
    }

    private static void ReadTimes(SettingReader section, KafkaOptions options)
    {
        options.CommitInterval = section.Time(
            nameof(options.CommitInterval),
            options.CommitInterval,
            "Offsets are committed at least this often, 1 ms to 1 hour.");
        options.RevokeTimeout = section.Time(
            nameof(options.RevokeTimeout),
            options.RevokeTimeout,
            "How long a partition that is taken away may wait for its signals, zero to 1 hour.");
        options.TakeoverSpan = section.Time(
            nameof(options.TakeoverSpan),
            options.TakeoverSpan,
            "How far back orders are read for a partition of another engine, up to 7 days; zero for never.");
        options.TakeoverCount = section.Whole(
            nameof(options.TakeoverCount),
            options.TakeoverCount,
            "Messages of each partition of the order topics that are read back, 0 to 10000000.");
        options.TakeoverTimeout = section.Time(
            nameof(options.TakeoverTimeout),
            options.TakeoverTimeout,
            "How long that may take before an alert, 1 ms to 1 hour; the partition's signals wait on.");
        options.StartTimeout = section.Time(
            nameof(options.StartTimeout),
            options.StartTimeout,
            "How long the start waits for a broker that does not answer, 1 ms to 1 hour.");
        options.PnlInterval = section.Time(
            nameof(options.PnlInterval),
            options.PnlInterval,
            "How often profit and loss are published, up to 1 day; zero for never.");
    }

    private static void ReadClients(SettingReader section, KafkaOptions options)
    {
        ReadTexts(section, nameof(options.Client), options.Client, "A setting of librdkafka for every client.");
        ReadTexts(section, nameof(options.Consumer), options.Consumer, "A setting of librdkafka for consumers.");
        ReadTexts(section, nameof(options.Producer), options.Producer, "A setting of librdkafka for producers.");
    }

    private static void ReadList(SettingReader section, string name, IList<string> list, string description)
    {
        var values = section.List(name, [.. list], description);
        list.Clear();
        foreach (var value in values)
        {
            list.Add(value);
        }
    }

    /// <summary>The names of librdkafka are in lower case, those of environment variables often are not.</summary>
    private static void ReadTexts(
        SettingReader section, string name, IDictionary<string, string> texts, string description)
    {
        foreach (var (key, value) in section.Texts(name, description))
        {
#pragma warning disable CA1308 // Not for comparison: this is how librdkafka writes them.
            texts[key.ToLowerInvariant()] = value;
#pragma warning restore CA1308
        }
    }
}
