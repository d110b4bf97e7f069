using TradingEngine.Internals;
using TradingEngine.Journal.Storage;
using TradingEngine.Risk;

namespace TradingEngine.Journal;

/// <summary>
/// Syncs by interval what nobody waited for, rolls the journal when a file is full or a day is over, and tells when the
/// disk fails.
/// </summary>
internal sealed class JournalKeeper : Worker
{
    private readonly OrderJournal _journal;
    private readonly TimeSpan _interval;
    private readonly TimeProvider _timeProvider;
    private readonly Func<IReadOnlyList<RiskDay>> _days;
    private readonly Action<Exception> _onFailure;
    private ITimer? _timer;
    private int _isDue;
    private int _segmentCount;
    private int _day;
    private Exception? _failure;
    private bool _hasTold;

    public JournalKeeper(
        OrderJournal journal,
        TimeSpan interval,
        TimeProvider timeProvider,
        Func<IReadOnlyList<RiskDay>> days,
        Action<Exception> onFailure)
        : base("TradingEngine journal")
    {
        _journal = journal;
        _interval = interval;
        _timeProvider = timeProvider;
        _days = days;
        _onFailure = onFailure;
    }

    /// <summary>Works by interval from here on.</summary>
    public void StartTimer()
    {
        _segmentCount = _journal.SegmentCount;
        _day = Today();
        _timer = _timeProvider.CreateTimer(_ => Request(), null, _interval, _interval);
    }

    /// <summary>Works by interval no more.</summary>
    public void StopTimer() => _timer?.Dispose();

    /// <summary>Has it done soon.</summary>
    public void Request()
    {
        Volatile.Write(ref _isDue, 1);
        Wake();
    }

    /// <summary>Takes note of a failure of the disk; any thread may. Nobody waits for the disk from here on.</summary>
    public void Report(Exception failure)
    {
        Interlocked.CompareExchange(ref _failure, failure, null);
        _journal.Publications.EndDurability();
        Request();
    }

    /// <inheritdoc/>
    public override bool Step(bool mayBlock)
    {
        if (Interlocked.Exchange(ref _isDue, 0) == 0)
        {
            return false;
        }

        try
        {
            if (_failure is null)
            {
                _journal.RecordDays(_days());
                _journal.Sync();
                RollIfDue();
            }
        }
        catch (JournalFailedException exception)
        {
            Report(exception);
        }

        if (_failure is not null && !_hasTold)
        {
            _hasTold = true;
            _onFailure(_failure);
        }

        return true;
    }

    private void RollIfDue()
    {
        var count = _journal.SegmentCount;
        var today = Today();
        if (count == _segmentCount && today == _day)
        {
            return;
        }

        _journal.Roll();
        _segmentCount = _journal.SegmentCount;
        _day = today;
    }

    private int Today() => DateOnly.FromDateTime(_timeProvider.GetUtcNow().UtcDateTime).DayNumber;
}
