using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using TradingEngine.Kafka.Diagnostics;
using TradingEngine.Kafka.Takeover;

namespace TradingEngine.Kafka.Feed;

/// <summary>
/// Holds signals back at the client: pauses the partitions where the engine has no room, and resumes them when a quarter
/// of the room is free again. Partitions that wait for the orders of others stay paused. Used by the ingress thread.
/// </summary>
internal sealed class SignalGate
{
    private readonly IConsumer<byte[], byte[]> _consumer;
    private readonly NewPartitions _partitions;
    private readonly int _resumeAt;
    private readonly int _inFlightMax;
    private readonly ILogger _logger;
    private bool _isPaused;
    private bool _hasChanged;

    public SignalGate(
        IConsumer<byte[], byte[]> consumer, NewPartitions partitions, int inFlightMax, ILogger logger)
    {
        _consumer = consumer;
        _partitions = partitions;
        _inFlightMax = inFlightMax;
        _resumeAt = inFlightMax - (inFlightMax + 3) / 4;
        _logger = logger;
    }

    /// <summary>True while signals are held back. Any thread may read it.</summary>
    public bool IsPaused => Volatile.Read(ref _isPaused);

    /// <summary>True where the engine has no room for a signal more.</summary>
    public bool IsFull(int heldCount, int inFlightCount) => heldCount > 0 || inFlightCount >= _inFlightMax;

    /// <summary>There are other partitions than before: the client may keep a pause of an earlier assignment.</summary>
    public void OnPartitionsChanged() => _hasChanged = true;

    /// <summary>Pauses or resumes, where something has changed.</summary>
    public void Apply(int heldCount, int inFlightCount)
    {
        var isPaused = _isPaused
            ? heldCount > 0 || inFlightCount > _resumeAt
            : IsFull(heldCount, inFlightCount);
        if (isPaused != _isPaused || _hasChanged)
        {
            Set(isPaused);
        }
    }

    /// <summary>Pauses whatever there is room for: the engine stops.</summary>
    public void Close() => Set(isPaused: true);

    private void Set(bool isPaused)
    {
        Volatile.Write(ref _isPaused, isPaused);
        _hasChanged = false;
        var assignment = _consumer.Assignment;
        if (assignment.Count == 0)
        {
            return;
        }

        try
        {
            _consumer.Pause(assignment.FindAll(partition => isPaused || _partitions.IsWaiting(partition)));
            _consumer.Resume(assignment.FindAll(partition => !isPaused && !_partitions.IsWaiting(partition)));
        }
        catch (KafkaException exception)
        {
            // A partition went away at this moment: it is tried again.
            _hasChanged = true;
            _logger.ClientError("signals", exception.Error.Code.ToString(), exception.Error.Reason);
        }
    }
}
