using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace TradingEngine.Kafka.Native;

/// <summary>The mock cluster of librdkafka (rdkafka_mock.h, which promises no stable interface).</summary>
/// <remarks>
/// The functions with variable arguments are left out: such a call cannot be made portably. <see cref="SetDown"/>, <see
/// cref="SetUp"/> and <see cref="SetRoundTripTime"/> take <see cref="AllBrokers"/> for an id. A call returns when the
/// thread of the cluster has done the work. A string ends at its first NUL.
/// </remarks>
internal static unsafe partial class LibrdkafkaMock
{
    /// <summary>The broker id that means all of them.</summary>
    public const int AllBrokers = -1;

    static LibrdkafkaMock() => LibrdkafkaLibrary.EnsureLoaded();

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_cluster_new")]
    public static partial nint CreateCluster(nint handle, int brokerCount);

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_cluster_destroy")]
    public static partial void DestroyCluster(nint cluster);

    /// <summary>The cluster owns the text.</summary>
    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
    public static partial byte* GetBootstrapServers(nint cluster);

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_set_controller_id")]
    public static partial void SetController(nint cluster, int brokerId);

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_group_initial_rebalance_delay_ms")]
    public static partial void SetInitialRebalanceDelay(nint cluster, int delayMillis);

    [LibraryImport(
        LibrdkafkaLibrary.Name,
        EntryPoint = "rd_kafka_mock_topic_create",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial ErrorCode CreateTopic(
        nint cluster, string topic, int partitionCount, int replicationFactor);

    /// <summary>Creates the topic if there is none; a negative partition is not checked and corrupts memory.</summary>
    [LibraryImport(
        LibrdkafkaLibrary.Name,
        EntryPoint = "rd_kafka_mock_partition_set_leader",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial ErrorCode SetLeader(nint cluster, string topic, int partition, int brokerId);

    /// <summary>The key type is "group" or "transaction"; the broker id is not checked.</summary>
    [LibraryImport(
        LibrdkafkaLibrary.Name,
        EntryPoint = "rd_kafka_mock_coordinator_set",
        StringMarshalling = StringMarshalling.Utf8)]
    public static partial ErrorCode SetCoordinator(nint cluster, string keyType, string key, int brokerId);

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_broker_set_down")]
    public static partial ErrorCode SetDown(nint cluster, int brokerId);

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_broker_set_up")]
    public static partial ErrorCode SetUp(nint cluster, int brokerId);

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_broker_set_rtt")]
    public static partial ErrorCode SetRoundTripTime(nint cluster, int brokerId, int millis);

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_push_request_errors_array")]
    public static partial void PushErrors(nint cluster, short api, nuint count, ErrorCode* errors);

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_clear_request_errors")]
    public static partial void ClearErrors(nint cluster, short api);

    /// <summary>Forgets what was tracked, and tracks from now on.</summary>
    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_start_request_tracking")]
    public static partial void StartTracking(nint cluster);

    /// <summary>Tracks no more, and forgets what was tracked.</summary>
    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_stop_request_tracking")]
    public static partial void StopTracking(nint cluster);

    /// <summary>Copies of the requests, to be freed with <see cref="FreeRequests"/>; null if there are none.</summary>
    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_get_requests")]
    public static partial nint* GetRequests(nint cluster, out nuint count);

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_request_api_key")]
    public static partial short GetApi(nint request);

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_request_id")]
    public static partial int GetBrokerId(nint request);

    [LibraryImport(LibrdkafkaLibrary.Name, EntryPoint = "rd_kafka_mock_request_destroy_array")]
    public static partial void FreeRequests(nint* requests, nuint count);
}
