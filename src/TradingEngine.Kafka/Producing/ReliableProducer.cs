using System.Diagnostics;
using Confluent.Kafka;
using TradingEngine.Kafka.Internals;

namespace TradingEngine.Kafka.Producing;

/// <summary>
/// Sends messages until a broker has acknowledged each. Where a producer fails, it is made anew and everything that is
/// not acknowledged is sent again, in the same order and byte by byte the same.
/// </summary>
/// <remarks>
/// <para>
/// librdkafka itself resends in order and without doubles for as long as it takes. A new producer is needed when it gives
/// up: a fatal error, a message that timed out or that a broker refused. A broker may then have had a message twice;
/// both carry the same event id.
/// </para>
/// <para>One lock guards the list of what is not acknowledged. It is never held while waiting.</para>
/// </remarks>
internal sealed class ReliableProducer : IDisposable
{
    private static readonly TimeSpan QueueFullPause = TimeSpan.FromMilliseconds(5);

    private readonly object _gate = new();
    private readonly LinkedList<OutboundMessage> _unacknowledged = new();
    private readonly ProducerFactory _factory;
    private readonly ProducerRecovery _recovery;
    private readonly int _unacknowledgedMax;
    private IProducer<byte[], byte[]> _producer;
    private int _generation = 1;
    private bool _isFailed;
    private bool _isResending;
    private bool _isClosed;
    private long _acknowledgedCount;

    /// <param name="factory">Makes producers.</param>
    /// <param name="unacknowledgedMax">At so many <see cref="Send"/> waits.</param>
    /// <param name="onFailure">Told when a producer is to be made anew: why, and how many messages wait.</param>
    public ReliableProducer(ProducerFactory factory, int unacknowledgedMax, Action<Error, int> onFailure)
    {
        _factory = factory;
        _unacknowledgedMax = unacknowledgedMax;
        _recovery = new ProducerRecovery(Recover, error => onFailure(error, UnacknowledgedCount));
        _producer = _factory.Create(error => OnError(1, error));
    }

    /// <summary>Messages that brokers have acknowledged.</summary>
    public long AcknowledgedCount => Interlocked.Read(ref _acknowledgedCount);

    /// <summary>How often the producer was made anew.</summary>
    public long RebuildCount => _recovery.Count;

    /// <summary>Messages that wait for their acknowledgement.</summary>
    public int UnacknowledgedCount
    {
        get
        {
            lock (_gate)
            {
                return _unacknowledged.Count;
            }
        }
    }

    /// <summary>How long the oldest of them has waited; zero where there is none.</summary>
    public TimeSpan UnacknowledgedAge
    {
        get
        {
            lock (_gate)
            {
                var oldest = _unacknowledged.First?.Value;
                return oldest is null ? TimeSpan.Zero : Stopwatch.GetElapsedTime(oldest.SentTimestamp);
            }
        }
    }

    /// <summary>Sends a message. Waits while too many are not acknowledged or the client's queue is full.</summary>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public void Send(OutboundMessage message)
    {
        lock (_gate)
        {
            while (_unacknowledged.Count >= _unacknowledgedMax && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            ObjectDisposedException.ThrowIf(_isClosed, this);
            message.SentTimestamp = Stopwatch.GetTimestamp();
            _unacknowledged.AddLast(message.Node);
            if (!_isFailed && !_isResending)
            {
                Produce(message);
            }
        }
    }

    /// <summary>Waits until everything is acknowledged.</summary>
    /// <returns>False where something is not after <paramref name="timeout"/>.</returns>
    public bool Flush(TimeSpan timeout)
    {
        var due = Due.In(timeout);
        lock (_gate)
        {
            while (_unacknowledged.Count > 0)
            {
                if (due.IsOver)
                {
                    return false;
                }

                Monitor.Wait(_gate, due.Left);
            }

            return true;
        }
    }

    /// <summary>Lets go. What is not acknowledged is given up, its deliveries stay open.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }

        _recovery.Dispose();
        _producer.Dispose();
    }

    /// <summary>Gives a message to the producer; the lock is held, and let go while the client's queue is full.</summary>
    private void Produce(OutboundMessage message)
    {
        while (!_isClosed)
        {
            var generation = _generation;
            try
            {
                message.Generation = generation;
                _producer.Produce(
                    message.Topic, message.Message, report => OnReport(message, generation, report.Error));
                return;
            }
            catch (ProduceException<byte[], byte[]> exception)
                when (exception.Error.Code == ErrorCode.Local_QueueFull)
            {
                // Before the lock is let go: a recovery may then give it to the next producer, which must be known.
                message.Generation = 0;
                Monitor.Wait(_gate, QueueFullPause);
                if (_isFailed || _generation != generation)
                {
                    return;
                }
            }
            catch (ProduceException<byte[], byte[]> exception)
            {
                if (!IsTooLarge(exception.Error) || !message.TryShrink())
                {
                    Fail(generation, exception.Error);
                    return;
                }
            }
        }
    }

    private void OnReport(OutboundMessage message, int generation, Error error)
    {
        lock (_gate)
        {
            if (message.Node.List is null)
            {
                return;
            }

            if (error.IsError)
            {
                OnRefused(message, generation, error);
                return;
            }

            _unacknowledged.Remove(message.Node);
            Monitor.PulseAll(_gate);
        }

        Interlocked.Increment(ref _acknowledgedCount);
        _factory.Connection.OnAnswer();
        _recovery.OnSuccess();
        message.OnAcknowledged();
    }

    private void OnRefused(OutboundMessage message, int generation, Error error)
    {
        if (generation == _generation && !_isFailed && IsTooLarge(error) && message.TryShrink())
        {
            Produce(message);
        }
        else
        {
            Fail(generation, error);
        }
    }

    private void OnError(int generation, Error error)
    {
        _factory.Connection.OnError(error);
        if (error.IsFatal)
        {
            lock (_gate)
            {
                Fail(generation, error);
            }
        }
    }

    /// <summary>Has the producer made anew, once for all its failures.</summary>
    private void Fail(int generation, Error error)
    {
        if (generation == _generation && !_isFailed && !_isClosed)
        {
            _isFailed = true;
            _recovery.Request(error);
        }
    }

    /// <summary>Runs on the thread of the recovery. Messages that are sent meanwhile wait in the list.</summary>
    private void Recover()
    {
        // The old one must be gone before the new one sends, or both would send the same at once.
        _producer.Dispose();
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            var generation = ++_generation;
            _producer = _factory.Create(error => OnError(generation, error));
            _isFailed = false;
            _isResending = true;
            Resend();
            _isResending = false;
        }
    }

    private void Resend()
    {
        var node = _unacknowledged.First;
        while (node is not null && !_isFailed && !_isClosed)
        {
            if (node.Value.Generation != _generation)
            {
                Produce(node.Value);
            }

            // The lock was let go where the client's queue was full: this one may be acknowledged and gone.
            node = node.List is null ? _unacknowledged.First : node.Next;
        }
    }

    private static bool IsTooLarge(Error error) => error.Code is ErrorCode.MsgSizeTooLarge or ErrorCode.InvalidMsgSize;
}
