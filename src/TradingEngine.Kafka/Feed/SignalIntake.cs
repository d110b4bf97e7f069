using Confluent.Kafka;
using TradingEngine.Diagnostics;
using TradingEngine.Ingress;
using TradingEngine.Ingress.Recorded;
using TradingEngine.Kafka.DeadLetters;
using TradingEngine.Kafka.Offsets;
using TradingEngine.Model;

namespace TradingEngine.Kafka.Feed;

/// <summary>
/// What happens to a message with a signal: it is decoded and published, held while the ring is full, or sent to the
/// dead letters. Used by the ingress thread.
/// </summary>
internal sealed class SignalIntake
{
    private readonly OffsetTracker _tracker;
    private readonly DeadLetterQueue _deadLetters;
    private readonly IReadOnlyDictionary<string, string?> _traderOfTopic;
    private readonly SourceContext _context;
    private readonly ReplayTimeProvider? _clock;
    private readonly Queue<HeldSignal> _held = new();

    /// <param name="tracker">Knows what is under way.</param>
    /// <param name="deadLetters">Where messages go that cannot be used.</param>
    /// <param name="traderOfTopic">The trader that a topic is bound to; null where the routes decide.</param>
    /// <param name="context">The engine.</param>
    /// <param name="clock">Set to the time of each signal; null for a clock that runs by itself.</param>
    public SignalIntake(
        OffsetTracker tracker,
        DeadLetterQueue deadLetters,
        IReadOnlyDictionary<string, string?> traderOfTopic,
        SourceContext context,
        ReplayTimeProvider? clock)
    {
        _tracker = tracker;
        _deadLetters = deadLetters;
        _traderOfTopic = traderOfTopic;
        _context = context;
        _clock = clock;
    }

    /// <summary>Signals that wait for room in the ring.</summary>
    public int HeldCount => _held.Count;

    /// <summary>Takes one message.</summary>
    /// <param name="port">Where its signal goes.</param>
    /// <param name="result">The message.</param>
    /// <param name="mayBeRepeated">Whether another engine may have had it before.</param>
    public void Take(IngressPort port, ConsumeResult<byte[], byte[]> result, bool mayBeRepeated)
    {
        var tracked = _tracker.Begin(result.TopicPartition, result.Offset.Value, mayBeRepeated);
        if (tracked is null)
        {
            return;
        }

        var value = result.Message.Value;
        string? error = "the value is empty";
        if (value is { Length: > 0 }
            && SignalJson.TryRead(value, out var signal, out var sentAt, out error))
        {
            var trader = _traderOfTopic.GetValueOrDefault(result.Topic);
            signal = trader is null ? signal : signal with { Trader = trader };
            Publish(port, new HeldSignal(signal, tracked, result, sentAt ?? signal.Timestamp));
        }
        else
        {
            _deadLetters.Send(result, error!, tracked);
        }
    }

    /// <summary>Publishes what was held, as far as there is room.</summary>
    public void PublishHeld(IngressPort port)
    {
        for (var left = _held.Count; left > 0; left--)
        {
            var held = _held.Peek();
            if (!TryPublish(port, held))
            {
                return;
            }

            _held.Dequeue();
        }
    }

    /// <summary>Forgets what is held of partitions that go away: their next owner gets it.</summary>
    public void DropHeld(List<TopicPartition> partitions)
    {
        for (var left = _held.Count; left > 0; left--)
        {
            var held = _held.Dequeue();
            if (partitions.Contains(held.Tracked.Partition))
            {
                _tracker.Drop(held.Tracked);
            }
            else
            {
                _held.Enqueue(held);
            }
        }
    }

    /// <summary>Tells where signals of partitions that go away are not done.</summary>
    public void TellOfUnfinished(List<TopicPartition> partitions)
    {
        if (_tracker.IsIdle(partitions))
        {
            return;
        }

        _context.Alert(new Alert(
            AlertKind.SignalsNotFinished,
            AlertSeverity.Warning,
            $"Signals of {string.Join(", ", partitions)} were not done when the partitions had to be let go. They will " +
            "be delivered again to another engine; their orders and events carry the same ids.",
            "kafka",
            _context.TimeProvider.GetUtcNow()));
    }

    private void Publish(IngressPort port, HeldSignal held)
    {
        // What came later must not overtake what waits.
        if (_held.Count > 0 || !TryPublish(port, held))
        {
            _held.Enqueue(held);
        }
    }

    /// <returns>False where the ring is full.</returns>
    private bool TryPublish(IngressPort port, in HeldSignal held)
    {
        _clock?.Set(held.SentAt);
        var result = port.TryPublish(held.Signal, held.Tracked);
        switch (result)
        {
            case PublishResult.Published:
            case PublishResult.NotRunning:
                // Where the engine stops, the signal stays unfinished and comes again.
                return true;
            case PublishResult.RingFull:
                return false;
            default:
                _deadLetters.Send(held.Message, $"the signal is not valid: {result}", held.Tracked);
                return true;
        }
    }

    private readonly record struct HeldSignal(
        TradingSignal Signal,
        TrackedSignal Tracked,
        ConsumeResult<byte[], byte[]> Message,
        DateTimeOffset SentAt);
}
