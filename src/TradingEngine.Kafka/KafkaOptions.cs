using TradingEngine.Ingress.Recorded;

namespace TradingEngine.Kafka;

/// <summary>How an engine speaks to Kafka. Read once, when the feed and the sink start.</summary>
public sealed class KafkaOptions
{
    /// <summary>
    /// Brokers to begin with, <c>host:port</c> with commas between. <value>The default is <c>localhost:9092</c>.</value>
    /// </summary>
    public string BootstrapServers { get; set; } = "localhost:9092";

    /// <summary>
    /// How the clients call themselves at the broker. <value>The default is <c>alpha-panda-client</c>.</value>
    /// </summary>
    public string ClientId { get; set; } = "alpha-panda-client";

    /// <summary>
    /// The first part of the consumer group's id, <c>&lt;prefix&gt;.trading_engine.signals</c>. <value>The default is
    /// <c>alpha-panda</c>.</value>
    /// </summary>
    public string GroupIdPrefix { get; set; } = "alpha-panda";

    /// <summary>
    /// How the members of the group share partitions. <value>The default is <see
    /// cref="ConsumerGroupProtocol.Classic"/>, which every broker speaks.</value>
    /// </summary>
    public ConsumerGroupProtocol GroupProtocol { get; set; }

    /// <summary>
    /// Which topics signals come from and who gets them. <value>The default is <see
    /// cref="SignalRouting.ByRouter"/>.</value>
    /// </summary>
    public SignalRouting SignalRouting { get; set; }

    /// <summary>
    /// The first part of the signals' topic with <see cref="SignalRouting.ByRouter"/>:
    /// <c>&lt;namespace&gt;.signals.validated</c>. <value>The default is <c>paper</c>.</value>
    /// </summary>
    public string BrokerNamespace { get; set; } = "paper";

    /// <summary>
    /// The traders whose topics are used, as their names are registered. <value>The default is none, which means every
    /// registered trader.</value>
    /// </summary>
    public IList<string> ActiveBrokers { get; } = [];

    /// <summary>
    /// The topics with ticks, none for an engine without ticks from Kafka. <value>The default is <see
    /// cref="TopicNames.MarketTicks"/>, which stands where the list is left empty and <see cref="HasTicks"/> is
    /// true.</value>
    /// </summary>
    public IList<string> TickTopics { get; } = [];

    /// <summary>Whether ticks are read from Kafka. <value>The default is true.</value></summary>
    public bool HasTicks { get; set; } = true;

    /// <summary>
    /// How far back ticks are read before the first signal, zero or more; the broker finds the place by the time stamps
    /// of the messages. <value>The default is 15 minutes.</value>
    /// </summary>
    public TimeSpan WarmUpSpan { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How many messages of each tick partition are read before the first signal at least, 0 to 10,000,000. <value>The
    /// default is 1,000.</value>
    /// </summary>
    public int WarmUpCount { get; set; } = 1_000;

    /// <summary>
    /// How long the warm-up may take, above zero; then signals are taken all the same, with an alert. <value>The default
    /// is 30 seconds.</value>
    /// </summary>
    public TimeSpan WarmUpTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Where a group without a committed offset begins. <value>The default is <see
    /// cref="OffsetReset.Earliest"/>.</value>
    /// </summary>
    public OffsetReset OffsetReset { get; set; }

    /// <summary>
    /// Signals that may be under way at once, 1 to 1,048,576: consumed, and not yet done with all their events
    /// acknowledged. At the limit the signals' partitions are paused and ticks go on. <value>The default is
    /// 1,024.</value>
    /// </summary>
    public int SignalsInFlightMax { get; set; } = 1_024;

    /// <summary>
    /// Offsets are committed after this many signals, 1 to 1,048,576, or after <see cref="CommitInterval"/>. <value>The
    /// default is 100.</value>
    /// </summary>
    public int CommitCount { get; set; } = 100;

    /// <summary>
    /// Offsets are committed at least this often where there is something to commit, 1 ms to 1 hour. <value>The default
    /// is 1 second.</value>
    /// </summary>
    public TimeSpan CommitInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a partition that is taken away may wait for its signals under way, zero or more. <value>The default is 10
    /// seconds.</value>
    /// </summary>
    public TimeSpan RevokeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How far back the order topics are read before signals are taken of a partition that comes from another engine, zero
    /// to 7 days. A signal whose order is older and that is delivered again is executed again; with zero the topics are
    /// not read. <value>The default is 1 day.</value>
    /// </summary>
    public TimeSpan TakeoverSpan { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How many messages of each partition of the order topics are read back at least, 0 to 10,000,000, where
    /// <see cref="TakeoverSpan"/> is above zero. <value>The default is 1,000.</value>
    /// </summary>
    public int TakeoverCount { get; set; } = 1_000;

    /// <summary>
    /// How long reading the order topics back may take before an alert, above zero; the signals wait on. <value>The
    /// default is 30 seconds.</value>
    /// </summary>
    public TimeSpan TakeoverTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the start waits for a broker that does not answer, above zero. <value>The default is 30
    /// seconds.</value>
    /// </summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What happens at the start when topics are missing. <value>The default is <see
    /// cref="MissingTopics.Fail"/>.</value>
    /// </summary>
    public MissingTopics MissingTopics { get; set; }

    /// <summary>
    /// How often profit and loss go to <c>&lt;broker&gt;.pnl.snapshots</c>, above zero; zero for never. <value>The
    /// default is 60 seconds.</value>
    /// </summary>
    public TimeSpan PnlInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How ticks are read. <value>The default is <see cref="TickReading.Client"/>.</value>
    /// </summary>
    public TickReading TickReading { get; set; }

    /// <summary>
    /// Events that may wait for their acknowledgement, 1 to 1,048,576; at the limit the sink waits. <value>The default
    /// is 65,536.</value>
    /// </summary>
    public int UnacknowledgedMax { get; set; } = 65_536;

    /// <summary>
    /// A clock that is set to the time of each consumed event, for replays and demonstrations; give the same clock to the
    /// engine. <value>The default is null: the engine's clock runs by itself.</value>
    /// </summary>
    public ReplayTimeProvider? EventClock { get; set; }

    /// <summary>
    /// Settings of librdkafka for every client, such as <c>security.protocol</c>; they win over those that are made of
    /// these options. <value>The default is none.</value>
    /// </summary>
    public IDictionary<string, string> Client { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Settings of librdkafka for consumers only, over <see cref="Client"/>. <value>The default is none.</value>
    /// </summary>
    public IDictionary<string, string> Consumer { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Settings of librdkafka for producers only, over <see cref="Client"/>. <value>The default is none.</value>
    /// </summary>
    public IDictionary<string, string> Producer { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The id of the consumer group of the signals.</summary>
    public string GroupId => $"{GroupIdPrefix}.trading_engine.signals";

    /// <summary>Finds everything that is wrong.</summary>
    /// <returns>One sentence an error, each beginning with the option's name; none where all is well.</returns>
    public IReadOnlyList<string> Validate() => KafkaOptionsCheck.FindErrors(this);
}
