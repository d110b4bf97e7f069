namespace TradingEngine.Kafka.Codecs;

/// <summary>A message that could not be processed, and why.</summary>
internal sealed record class DeadLetter
{
    /// <summary>The topic that the message was read from.</summary>
    public required string Topic { get; init; }

    /// <summary>The partition that the message was read from.</summary>
    public required int Partition { get; init; }

    /// <summary>The offset of the message in its partition.</summary>
    public required long Offset { get; init; }

    /// <summary>The time that the broker gives for the message, if it gives one.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The key of the message, which may have none.</summary>
    public byte[]? Key { get; init; }

    /// <summary>The value of the message, which may have none.</summary>
    public byte[]? Value { get; init; }

    /// <summary>The headers of the message, in order; a name may occur more than once.</summary>
    public IReadOnlyList<KeyValuePair<string, byte[]?>> Headers { get; init; } = [];

    /// <summary>Why the message could not be processed, with the field's name.</summary>
    public required string Reason { get; init; }

    /// <summary>The kind of the error: <c>InvalidMessage</c> unless it is another.</summary>
    public string ErrorType { get; init; } = "InvalidMessage";

    /// <summary>When the message was given up.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The consumer group that read the message.</summary>
    public required string ConsumerGroup { get; init; }
}
