using System.Globalization;
using Confluent.Kafka;
using TradingEngine.Kafka.Topics;

namespace TradingEngine.Kafka.Embedded;

/// <summary>
/// A Kafka cluster in this process, for tests and demonstrations: the mock cluster of librdkafka, which speaks the real
/// protocol on loopback ports to any client of any process.
/// </summary>
/// <remarks>
/// <para>It is not a broker to keep data in:</para>
/// <list type="bullet">
/// <item>Nothing is durable. Everything is gone after <see cref="Dispose"/>.</item>
/// <item>A partition holds 5 MiB as stored or 100,000 record sets. Beyond that the oldest are dropped without a word:
/// use more partitions and compression, and <c>auto.offset.reset=error</c> where a loss must be noticed.</item>
/// <item>An empty fetch sleeps for the whole of <c>fetch.wait.max.ms</c>, and new records do not wake it: see <see
/// cref="FetchWaitMaxMs"/>.</item>
/// <item><c>OffsetsForTimes</c> always answers with the end.</item>
/// <item><c>ListConsumerGroups</c> aborts the process. Never call it.</item>
/// <item>CreateTopics, DeleteTopics, DeleteRecords, DescribeConfigs and DescribeConsumerGroups fail; use <see
/// cref="CreateTopic"/>.</item>
/// <item>The sequences of idempotent producers are not checked, and transactions isolate nothing.</item>
/// </list>
/// <para>
/// All members may be called by any thread while clients run; one call waits for another. A command has taken effect
/// when its method returns, after a millisecond or more. Leaders are chosen at random among the replicas, and a broker
/// that is down stays the leader of its partitions. A cluster that is not disposed lives as long as the process.
/// </para>
/// </remarks>
public sealed class EmbeddedKafka : IDisposable
{
    /// <summary>The most brokers that a cluster may have.</summary>
    public const int BrokerCountMax = 32;

    /// <summary>The most partitions that a topic may have.</summary>
    public const int PartitionCountMax = 10_000;

    /// <summary>
    /// The <c>fetch.wait.max.ms</c> that suits consumers of this cluster, in milliseconds. With the default of 500 a
    /// record waits for up to half a second. Leave the default for a real broker, which wakes the fetch.
    /// </summary>
    public const int FetchWaitMaxMs = 1;

    private const int ReplicationFactorMax = 3;

    private static readonly TimeSpan RoundTripTimeMax = TimeSpan.FromDays(1);

    private readonly MockCluster _cluster;
    private readonly int _brokerCount;

    private EmbeddedKafka(int brokerCount)
    {
        _brokerCount = brokerCount;
        _cluster = new MockCluster(brokerCount);
    }

    /// <summary>The addresses of all brokers, for <c>bootstrap.servers</c>: "127.0.0.1:port" with commas.</summary>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public string BootstrapServers
    {
        get
        {
            _cluster.ThrowIfDisposed();
            return _cluster.BootstrapServers;
        }
    }

    /// <summary>How many brokers there are, up or down; their ids are 1 to this number.</summary>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public int BrokerCount
    {
        get
        {
            _cluster.ThrowIfDisposed();
            return _brokerCount;
        }
    }

    /// <summary>
    /// Starts brokers on random ports of 127.0.0.1. Broker 1 is the controller, and a group does not wait for further
    /// members before it first assigns partitions.
    /// </summary>
    /// <param name="brokerCount">From 1 to <see cref="BrokerCountMax"/>; the ids start at 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is out of its range.</exception>
    /// <exception cref="DllNotFoundException">No build of librdkafka fits this machine.</exception>
    /// <exception cref="InvalidOperationException">librdkafka could not start the cluster.</exception>
    public static EmbeddedKafka Start(int brokerCount = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(brokerCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(brokerCount, BrokerCountMax);
        return new EmbeddedKafka(brokerCount);
    }

    /// <summary>
    /// Creates a topic with up to three replicas, as many as there are brokers. Clients create one with four partitions
    /// when they first name it.
    /// </summary>
    /// <param name="name">Not empty, at most 249 of the letters a-z and A-Z, digits, '.', '_' and '-'.</param>
    /// <param name="partitionCount">From 1 to <see cref="PartitionCountMax"/>.</param>
    /// <exception cref="ArgumentException">The name is not that of a topic.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is out of its range.</exception>
    /// <exception cref="KafkaException">The topic exists already.</exception>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public void CreateTopic(string name, int partitionCount)
    {
        TopicName.Check(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(partitionCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partitionCount, PartitionCountMax);
        _cluster.CreateTopic(name, partitionCount, Math.Min(ReplicationFactorMax, _brokerCount));
    }

    /// <summary>
    /// Creates every topic that an adapter with these options needs for these traders, with the partition counts of the
    /// replaced system.
    /// </summary>
    /// <param name="options">Which topics of ticks and signals there are.</param>
    /// <param name="traders">The names of the traders.</param>
    /// <returns>The names of the topics.</returns>
    /// <exception cref="InvalidOperationException">A broker is active that is no trader.</exception>
    /// <exception cref="KafkaException">A topic exists already.</exception>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public IReadOnlyList<string> CreateTopics(KafkaOptions options, params IEnumerable<string> traders)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(traders);
        var plan = new TopicPlan(options, [.. traders]);
        var names = new List<string>();
        foreach (var topic in (TopicSpec[])[.. plan.Feed, .. plan.Sink])
        {
            CreateTopic(topic.Name, topic.PartitionCount);
            names.Add(topic.Name);
        }

        return names;
    }

    /// <summary>Sets options for this cluster: its address, and the wait of an empty fetch.</summary>
    public void Configure(KafkaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.BootstrapServers = BootstrapServers;
        options.Consumer["fetch.wait.max.ms"] = FetchWaitMaxMs.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Closes all connections of a broker and takes no new ones. It stays the leader of its partitions and the
    /// coordinator of its groups, and keeps their data.
    /// </summary>
    /// <param name="brokerId">From 1 to <see cref="BrokerCount"/>. If it is down already, nothing happens.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such broker.</exception>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public void SetDown(int brokerId) => _cluster.SetDown(CheckedBrokerId(brokerId));

    /// <summary>Does to all brokers what <see cref="SetDown"/> does to one.</summary>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public void SetAllDown() => _cluster.SetDown(MockCluster.AllBrokers);

    /// <summary>Lets a broker take connections again, on the port that it had.</summary>
    /// <param name="brokerId">From 1 to <see cref="BrokerCount"/>. If it is up already, nothing happens.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such broker.</exception>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public void SetUp(int brokerId) => _cluster.SetUp(CheckedBrokerId(brokerId));

    /// <summary>Does to all brokers what <see cref="SetUp"/> does to one.</summary>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public void SetAllUp() => _cluster.SetUp(MockCluster.AllBrokers);

    /// <summary>
    /// Makes a broker the leader of a partition; the records move with it. If there is no such topic, it is created
    /// with this partition as its last.
    /// </summary>
    /// <param name="topic">See <see cref="CreateTopic"/>.</param>
    /// <param name="partition">From 0.</param>
    /// <param name="brokerId">From 1 to <see cref="BrokerCount"/>, up or down.</param>
    /// <exception cref="ArgumentException">The name is not that of a topic.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such broker, or the partition is negative or not below
    /// <see cref="PartitionCountMax"/>.</exception>
    /// <exception cref="KafkaException">The topic has no such partition.</exception>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public void MoveLeader(string topic, int partition, int brokerId)
    {
        TopicName.Check(topic);
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, PartitionCountMax);
        _cluster.SetLeader(topic, partition, CheckedBrokerId(brokerId));
    }

    /// <summary>
    /// Makes a broker the coordinator of a group, now and later. What was committed stays. To make a coordinator fail,
    /// set its broker down or inject errors.
    /// </summary>
    /// <param name="groupId">Not empty; the group need not exist.</param>
    /// <param name="brokerId">From 1 to <see cref="BrokerCount"/>, up or down.</param>
    /// <exception cref="ArgumentException">The group's id is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such broker.</exception>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public void MoveCoordinator(string groupId, int brokerId)
    {
        ArgumentException.ThrowIfNullOrEmpty(groupId);
        _cluster.SetGroupCoordinator(groupId, CheckedBrokerId(brokerId));
    }

    /// <summary>
    /// Lets the next requests of a kind fail, one for each error in turn, whichever client sends them and whichever
    /// broker takes them. Errors that were injected before come first.
    /// </summary>
    /// <remarks>
    /// Clients repeat many requests by themselves, so that few errors surface. <see cref="ErrorCode.Local_Transport"/>
    /// closes the connection; other codes of the client (below 0) are no answers of a broker. <see
    /// cref="ErrorCode.NoError"/> lets one request pass. A consumer of the newer group protocol that is told <see
    /// cref="ErrorCode.IllegalGeneration"/>, which no real broker tells it, loses its partitions and does not join
    /// again.
    /// </remarks>
    /// <param name="api">Whose requests fail.</param>
    /// <param name="errors">What they are answered; none injects nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind of request is not defined.</exception>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public void InjectErrors(KafkaApi api, params ReadOnlySpan<ErrorCode> errors) =>
        _cluster.PushErrors(CheckedApiKey(api), errors);

    /// <summary>Takes back the injected errors that no request has met yet.</summary>
    /// <param name="api">Whose requests shall succeed again.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind of request is not defined.</exception>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public void ClearErrors(KafkaApi api) => _cluster.ClearErrors(CheckedApiKey(api));

    /// <summary>Delays the answers of all brokers.</summary>
    /// <param name="roundTripTime">In whole milliseconds, the rest is cut off; 0, the default, delays nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or more than a day.</exception>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public void SetRoundTripTime(TimeSpan roundTripTime) =>
        _cluster.SetRoundTripTime(MockCluster.AllBrokers, CheckedMillis(roundTripTime));

    /// <summary>Delays the answers of one broker.</summary>
    /// <param name="brokerId">From 1 to <see cref="BrokerCount"/>.</param>
    /// <param name="roundTripTime">In whole milliseconds, the rest is cut off; 0, the default, delays nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such broker, or the time is negative or more than a
    /// day.</exception>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public void SetRoundTripTime(int brokerId, TimeSpan roundTripTime) =>
        _cluster.SetRoundTripTime(CheckedBrokerId(brokerId), CheckedMillis(roundTripTime));

    /// <summary>
    /// Counts the requests from now on, and forgets those counted before. Each takes memory until <see
    /// cref="StopRequestTracking"/>.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public void StartRequestTracking() => _cluster.StartTracking();

    /// <summary>Counts no more requests, and forgets those counted before.</summary>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public void StopRequestTracking() => _cluster.StopTracking();

    /// <summary>
    /// How many requests of a kind all brokers have taken since <see cref="StartRequestTracking"/>, failed ones
    /// included; 0 without tracking.
    /// </summary>
    /// <param name="api">The kind of request.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind of request is not defined.</exception>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public int CountRequests(KafkaApi api) =>
        _cluster.CountRequests(CheckedApiKey(api), MockCluster.AllBrokers);

    /// <summary>How many requests of a kind one broker has taken; see <see cref="CountRequests(KafkaApi)"/>.</summary>
    /// <param name="api">The kind of request.</param>
    /// <param name="brokerId">From 1 to <see cref="BrokerCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such broker, or the kind of request is not
    /// defined.</exception>
    /// <exception cref="ObjectDisposedException">The cluster is disposed.</exception>
    public int CountRequests(KafkaApi api, int brokerId) =>
        _cluster.CountRequests(CheckedApiKey(api), CheckedBrokerId(brokerId));

    /// <summary>
    /// Stops the brokers and drops all records. Clients see their connections close. A second call does nothing.
    /// </summary>
    public void Dispose() => _cluster.Dispose();

    private static short CheckedApiKey(KafkaApi api) => Enum.IsDefined(api)
        ? (short)api
        : throw new ArgumentOutOfRangeException(nameof(api), api, "The kind of request is not defined.");

    private static int CheckedMillis(TimeSpan roundTripTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(roundTripTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(roundTripTime, RoundTripTimeMax);
        return (int)roundTripTime.TotalMilliseconds;
    }

    private int CheckedBrokerId(int brokerId) => brokerId >= 1 && brokerId <= _brokerCount
        ? brokerId
        : throw new ArgumentOutOfRangeException(nameof(brokerId), brokerId, $"The ids are 1 to {_brokerCount}.");
}
