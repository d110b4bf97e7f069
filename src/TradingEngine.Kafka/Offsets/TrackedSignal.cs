using Confluent.Kafka;
using TradingEngine.Model;

namespace TradingEngine.Kafka.Offsets;

/// <summary>One consumed message with a signal, until the engine is done with it.</summary>
internal sealed class TrackedSignal : SignalDelivery
{
    private readonly OffsetTracker _tracker;

    public TrackedSignal(OffsetTracker tracker, TopicPartition partition, long offset)
    {
        _tracker = tracker;
        Partition = partition;
        Offset = offset;
    }

    /// <summary>Where the message came from.</summary>
    public TopicPartition Partition { get; }

    /// <summary>Its offset there.</summary>
    public long Offset { get; }

    /// <summary>Whether it is finished. Read and written under the tracker's lock.</summary>
    public bool IsFinished { get; set; }

    /// <summary>Whether it never entered the engine and is forgotten. Under the tracker's lock.</summary>
    public bool IsDropped { get; set; }

    /// <summary>Whether the engine has it and is not done with it. Under the tracker's lock.</summary>
    public bool IsUnderWay => !IsFinished && !IsDropped;

    protected override void OnCompleted() => _tracker.Finish(this);
}
