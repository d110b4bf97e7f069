using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using TradingEngine.Kafka.Diagnostics;
using TradingEngine.Kafka.Internals;

namespace TradingEngine.Kafka.Offsets;

/// <summary>
/// Commits offsets from a thread of its own, by count and by time, so that nobody else waits for the coordinator.
/// </summary>
/// <remarks>A commit that fails changes nothing: the next one covers it.</remarks>
internal sealed class OffsetCommitter : IDisposable
{
    private readonly object _gate = new();
    private readonly OffsetTracker _tracker;
    private readonly Action<IEnumerable<TopicPartitionOffset>> _commit;
    private readonly TimeSpan _interval;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private bool _isDue;
    private bool _isClosed;
    private long _askedRound;
    private long _doneRound;
    private long _commitCount;
    private long _failureCount;
    private bool _isFailing;

    /// <param name="tracker">Knows what may be committed.</param>
    /// <param name="commit">Commits, and throws a <see cref="KafkaException"/> where it could not.</param>
    /// <param name="interval">Commits at least this often.</param>
    /// <param name="logger">Told of failures.</param>
    public OffsetCommitter(
        OffsetTracker tracker,
        Action<IEnumerable<TopicPartitionOffset>> commit,
        TimeSpan interval,
        ILogger logger)
    {
        _tracker = tracker;
        _commit = commit;
        _interval = interval;
        _logger = logger;
        _tracker.CommitDue += Wake;
        _thread = new Thread(Run) { IsBackground = true, Name = "TradingEngine offsets" };
    }

    /// <summary>Commits that the broker took.</summary>
    public long CommitCount => Interlocked.Read(ref _commitCount);

    /// <summary>Commits that failed.</summary>
    public long FailureCount => Interlocked.Read(ref _failureCount);

    public void Start() => _thread.Start();

    /// <summary>Commits what may be committed now and waits for the answer.</summary>
    /// <returns>False where there was none within <paramref name="timeout"/>.</returns>
    public bool CommitNow(TimeSpan timeout)
    {
        var due = Due.In(timeout);
        lock (_gate)
        {
            var round = ++_askedRound;
            _isDue = true;
            Monitor.PulseAll(_gate);
            while (_doneRound < round && !_isClosed && !due.IsOver)
            {
                Monitor.Wait(_gate, due.Left);
            }

            return _doneRound >= round;
        }
    }

    /// <summary>Ends the thread. What was not committed stays so.</summary>
    public void Dispose()
    {
        _tracker.CommitDue -= Wake;
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until the thread has ended, after <see cref="Dispose"/>.</summary>
    /// <returns>False where a commit took longer than <paramref name="timeout"/>.</returns>
    public bool Join(TimeSpan timeout) =>
        (_thread.ThreadState & ThreadState.Unstarted) != 0 || _thread.Join(timeout);

    private void Wake()
    {
        lock (_gate)
        {
            _isDue = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Run()
    {
        while (TryBeginRound(out var round))
        {
            Commit();
            lock (_gate)
            {
                _doneRound = round;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private bool TryBeginRound(out long round)
    {
        lock (_gate)
        {
            if (!_isDue && !_isClosed)
            {
                Monitor.Wait(_gate, _interval);
            }

            _isDue = false;
            round = _askedRound;
            return !_isClosed;
        }
    }

    private void Commit()
    {
        var offsets = _tracker.GetCommittable();
        if (offsets.Count == 0)
        {
            return;
        }

        try
        {
            _commit(offsets);
            offsets.ForEach(_tracker.MarkCommitted);
            Interlocked.Increment(ref _commitCount);
            _isFailing = false;
        }
        catch (TopicPartitionOffsetException exception)
        {
            MarkCommitted(exception.Results);
            OnFailure(exception);
        }
        catch (KafkaException exception)
        {
            OnFailure(exception);
        }
    }

    private void MarkCommitted(List<TopicPartitionOffsetError> results)
    {
        foreach (var result in results)
        {
            if (!result.Error.IsError)
            {
                _tracker.MarkCommitted(result.TopicPartitionOffset);
            }
        }
    }

    /// <summary>Logs the first of a row.</summary>
    private void OnFailure(KafkaException exception)
    {
        Interlocked.Increment(ref _failureCount);
        if (!_isFailing)
        {
            _isFailing = true;
            _logger.CommitFailed(exception.Error.Code.ToString(), exception.Error.Reason);
        }
    }
}
