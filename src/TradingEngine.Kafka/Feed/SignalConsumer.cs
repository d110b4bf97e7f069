using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using TradingEngine.Ingress;
using TradingEngine.Kafka.Diagnostics;
using TradingEngine.Kafka.Internals;
using TradingEngine.Kafka.Offsets;
using TradingEngine.Kafka.Takeover;

namespace TradingEngine.Kafka.Feed;

/// <summary>
/// Reads signals as a member of the consumer group: hands them on, holds them back where the engine has no room, and
/// gives partitions away only after what is under way of them is done and committed.
/// </summary>
/// <remarks>
/// Used by the ingress thread; only the committer uses the same client from another, which librdkafka allows.
/// </remarks>
internal sealed class SignalConsumer : IDisposable
{
    private static readonly TimeSpan LastCommitTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CommitRetryPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan StopTimeLeftMin = TimeSpan.FromMilliseconds(100);

    private readonly IConsumer<byte[], byte[]> _consumer;
    private readonly SignalIntake _intake;
    private readonly OffsetTracker _tracker;
    private readonly OffsetCommitter _committer;
    private readonly OffsetStart _start;
    private readonly NewPartitions _partitions;
    private readonly KafkaOptions _options;
    private readonly ConnectionWatch _connection;
    private readonly ILogger _logger;
    private readonly Action _pollTicks;
    private readonly SignalLag _lag;
    private readonly SignalGate _gate;
    private readonly EarlySignals _early;
    private IReadOnlyList<string> _topics = [];
    private IngressPort? _port;
    private bool _isStopping;
    private bool _isClosing;
    private bool _isClosed = true;
    private long _messageCount;
    private Due _stopDue;

    /// <param name="adapter">Options and settings.</param>
    /// <param name="intake">Takes the messages.</param>
    /// <param name="tracker">Knows what is under way.</param>
    /// <param name="start">Says where a new partition begins.</param>
    /// <param name="partitions">Says which partitions wait for the orders of others.</param>
    /// <param name="pollTicks">Lets ticks go on while a partition waits to be given away.</param>
    /// <param name="logger">The log.</param>
    public SignalConsumer(
        KafkaAdapter adapter,
        SignalIntake intake,
        OffsetTracker tracker,
        OffsetStart start,
        NewPartitions partitions,
        Action pollTicks,
        ILogger logger)
    {
        _options = adapter.Options;
        _connection = adapter.Connection;
        _intake = intake;
        _tracker = tracker;
        _start = start;
        _partitions = partitions;
        _early = new EarlySignals(partitions);
        _pollTicks = pollTicks;
        _logger = logger;
        _consumer = ConsumerFactory.Build<byte[], byte[]>(
            adapter.Settings.MakeSignalConsumer(), _connection, logger, AddHandlers);
        _committer = new OffsetCommitter(_tracker, _consumer.Commit, _options.CommitInterval, logger);
        _lag = new SignalLag(_consumer);
        _gate = new SignalGate(_consumer, partitions, _options.SignalsInFlightMax, logger);
    }

    /// <summary>True while signals are held back.</summary>
    public bool IsPaused => _gate.IsPaused;

    /// <summary>Messages that were read.</summary>
    public long MessageCount => Volatile.Read(ref _messageCount);

    /// <summary>Commits so far, and those that failed.</summary>
    public (long Done, long Failed) Commits => (_committer.CommitCount, _committer.FailureCount);

    /// <summary>Signals at the broker that were not read.</summary>
    public SignalLag Lag => _lag;

    /// <summary>Joins the group.</summary>
    public void Subscribe(IReadOnlyList<string> topics)
    {
        _committer.Start();
        _consumer.Subscribe(topics);
        _topics = topics;
    }

    /// <summary>Takes what is there, a bounded amount, and never waits.</summary>
    /// <returns>How many messages were read.</returns>
    public int Poll(IngressPort port, int countMax)
    {
        _port = port;
        if (_start.GoOn(_consumer))
        {
            _gate.OnPartitionsChanged();
        }

        _intake.PublishHeld(port);
        TakeEarly(port);
        ApplyGate();
        var count = 0;
        while (count < countMax && Consume(TimeSpan.Zero) is { } result)
        {
            count++;
            Take(port, result);
            ApplyGate();
            if (IsFull())
            {
                break;
            }
        }

        return count;
    }

    /// <summary>
    /// Waits for one message, as the client waits: parked, and awake as soon as there is one. Ticks that came meanwhile go
    /// first, so it still meets the newest price.
    /// </summary>
    /// <returns>How many messages were read: zero or one.</returns>
    public int Wait(IngressPort port, TimeSpan timeout)
    {
        if (IsFull() || Consume(timeout) is not { } result)
        {
            return 0;
        }

        _pollTicks();
        Take(port, result);
        return 1;
    }

    /// <summary>
    /// Waits for what is under way, commits, and leaves the group. The client is polled meanwhile, so that the group can
    /// go on without waiting for this member.
    /// </summary>
    public void Stop(TimeSpan timeout)
    {
        _stopDue = Due.In(timeout);
        _isStopping = true;
        if (_topics.Count > 0)
        {
            _gate.Close();
            while (_tracker.InFlightCount > _intake.HeldCount && !_stopDue.IsOver)
            {
                // Nothing comes of paused partitions; should something come, it is not begun and so comes again.
                Consume(TimeSpan.FromMilliseconds(1));
            }

            CommitAll();
            _lag.End();
            Close();
        }
    }

    /// <remarks>A client that is still used by a call that does not return is left to the end of the process.</remarks>
    public void Dispose()
    {
        _lag.End();
        _committer.Dispose();
        if (_isClosed && _committer.Join(StopTimeLeft()))
        {
            _consumer.Dispose();
        }
    }

    /// <summary>
    /// Commits what is done. A coordinator refuses that while the group shares its partitions anew, so the client is
    /// polled and it is tried again.
    /// </summary>
    private void CommitAll()
    {
        while (_committer.CommitNow(StopTimeLeft()) && _tracker.GetCommittable().Count > 0 && !_stopDue.IsOver)
        {
            Consume(CommitRetryPause);
        }
    }

    private TimeSpan StopTimeLeft() => Longer(_stopDue.Left, StopTimeLeftMin);

    /// <summary>
    /// Leaves the group. Without a coordinator the client waits for the answer to a commit, however long that takes: so
    /// it does on a thread that nobody waits for longer than the time to stop.
    /// </summary>
    private void Close()
    {
        _isClosing = true;
        var closing = new Thread(CloseClient) { IsBackground = true, Name = "TradingEngine leaves the group" };
        closing.Start();
        _isClosed = closing.Join(StopTimeLeft());
        if (!_isClosed)
        {
            _logger.GroupNotLeft(_options.GroupId);
        }
    }

    private void CloseClient()
    {
        try
        {
            _consumer.Close();
        }
        catch (KafkaException exception)
        {
            _logger.ClientError("signals", exception.Error.Code.ToString(), exception.Error.Reason);
        }
    }

    private void AddHandlers(ConsumerBuilder<byte[], byte[]> builder) => builder
        .SetPartitionsAssignedHandler(OnAssigned)
        .SetPartitionsRevokedHandler((_, revoked) => OnRevoked(revoked.ConvertAll(each => each.TopicPartition)))
        .SetPartitionsLostHandler((_, lost) => OnLost(lost.ConvertAll(each => each.TopicPartition)));

    private ConsumeResult<byte[], byte[]>? Consume(TimeSpan timeout)
    {
        try
        {
            var result = _consumer.Consume(timeout);
            if (result is not null)
            {
                _connection.OnAnswer();
            }

            return result;
        }
        catch (ConsumeException exception) when (exception.Error.Code == ErrorCode.Local_AutoOffsetReset)
        {
            _start.Miss(exception.ConsumerRecord.TopicPartition);
        }
        catch (ConsumeException exception) when (exception.Error.IsFatal)
        {
            throw new InvalidOperationException(
                $"The consumer of signals cannot go on: {exception.Error.Reason} ({exception.Error.Code}).", exception);
        }
        catch (ConsumeException exception)
        {
            _connection.OnError(exception.Error);
            _logger.ClientError("signals", exception.Error.Code.ToString(), exception.Error.Reason);
        }

        return null;
    }

    private void Take(IngressPort port, ConsumeResult<byte[], byte[]> result)
    {
        if (!_early.TryKeep(result))
        {
            Publish(port, result);
        }
    }

    private void Publish(IngressPort port, ConsumeResult<byte[], byte[]> result)
    {
        Volatile.Write(ref _messageCount, _messageCount + 1);
        _intake.Take(port, result, _partitions.MayBeRepeated(result.TopicPartition, result.Offset.Value));
    }

    /// <summary>Goes on with partitions that wait no more: what was read of them first, before they are resumed.</summary>
    private void TakeEarly(IngressPort port)
    {
        if (_partitions.TakeFreed())
        {
            _gate.OnPartitionsChanged();
            _early.TakeFreed().ForEach(result => Publish(port, result));
        }
    }

    private static TimeSpan Longer(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private bool IsFull() => _gate.IsFull(_intake.HeldCount, _tracker.InFlightCount);

    private void ApplyGate() => _gate.Apply(_intake.HeldCount, _tracker.InFlightCount);

    private List<TopicPartitionOffset> OnAssigned(
        IConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions)
    {
        _logger.PartitionsAssigned(string.Join(", ", partitions));

        // Waiting first: whoever sees the partitions in the status also sees that they wait.
        _partitions.Add(partitions);
        partitions.ForEach(_tracker.Assign);
        _gate.OnPartitionsChanged();
        return _start.Find(consumer, partitions);
    }

    private void OnRevoked(List<TopicPartition> partitions)
    {
        _partitions.Remove(partitions);
        _early.Drop(partitions);
        _intake.DropHeld(partitions);
        if (!_isClosing)
        {
            FinishAndCommit(partitions);
        }

        _intake.TellOfUnfinished(partitions);
        _logger.PartitionsRevoked(string.Join(", ", partitions), _tracker.InFlightCount);
        _tracker.Remove(partitions);
    }

    /// <summary>Nobody else may get signals that are under way here: not while this engine stops either.</summary>
    private void FinishAndCommit(List<TopicPartition> partitions)
    {
        var due = Due.In(_options.RevokeTimeout);
        while (!_tracker.IsIdle(partitions) && !due.IsOver && !(_isStopping && _stopDue.IsOver))
        {
            if (!_isStopping)
            {
                _pollTicks();
                _port?.Flush();
            }

            Thread.Yield();
        }

        _committer.CommitNow(Longer(due.Left, LastCommitTimeout));
    }

    private void OnLost(List<TopicPartition> partitions)
    {
        _logger.PartitionsLost(string.Join(", ", partitions));
        _partitions.Remove(partitions);
        _early.Drop(partitions);
        _intake.DropHeld(partitions);
        _tracker.Remove(partitions);
    }
}
