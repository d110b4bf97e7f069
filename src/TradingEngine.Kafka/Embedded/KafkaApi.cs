namespace TradingEngine.Kafka.Embedded;

/// <summary>The kinds of request that clients send; each value is the API key of the Kafka protocol.</summary>
public enum KafkaApi
{
    /// <summary>A producer appends records.</summary>
    Produce = 0,

    /// <summary>A consumer reads records.</summary>
    Fetch = 1,

    /// <summary>A client asks for the first or the last offset of a partition.</summary>
    ListOffsets = 2,

    /// <summary>
    /// A client asks for brokers, topics and leaders. Of the errors that are injected here, only the closed connection
    /// shows.
    /// </summary>
    Metadata = 3,

    /// <summary>A consumer commits offsets, in either group protocol.</summary>
    OffsetCommit = 8,

    /// <summary>A consumer asks what its group has committed.</summary>
    OffsetFetch = 9,

    /// <summary>A client asks which broker coordinates a group.</summary>
    FindCoordinator = 10,

    /// <summary>A consumer joins a group of the classic protocol.</summary>
    JoinGroup = 11,

    /// <summary>A consumer of the classic protocol says that it lives.</summary>
    Heartbeat = 12,

    /// <summary>A consumer leaves a group of the classic protocol.</summary>
    LeaveGroup = 13,

    /// <summary>A consumer of the classic protocol asks for its partitions.</summary>
    SyncGroup = 14,

    /// <summary>An idempotent producer asks for its id.</summary>
    InitProducerId = 22,

    /// <summary>A consumer of the newer group protocol (KIP-848) joins, says that it lives, or leaves.</summary>
    ConsumerGroupHeartbeat = 68,
}
