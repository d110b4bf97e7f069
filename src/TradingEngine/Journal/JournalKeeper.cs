using TradingEngine.Internals;
using TradingEngine.Journal.Storage;
using TradingEngine.Risk;

namespace TradingEngine.Journal;

/// <summary>
/// Syncs by interval what nobody waited for, rolls the journal when a file is full or a day is over, and tells when the
/// disk fails.
/// </summary>
internal sealed class JournalKeeper : TimedWorker
{
    private readonly OrderJournal _journal;
    private readonly TimeProvider _timeProvider;
    private readonly Func<IReadOnlyList<RiskDay>> _days;
    private readonly Action<Exception> _onFailure;
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
        : base("TradingEngine journal", interval, timeProvider)
    {
        _journal = journal;
        _timeProvider = timeProvider;
        _days = days;
        _onFailure = onFailure;
    }

    /// <inheritdoc/>
    public override void StartTimer()
    {
        _segmentCount = _journal.SegmentCount;
        _day = Today();
        base.StartTimer();
    }

    /// <summary>Takes note of a failure of the disk; any thread may. Nobody waits for the disk from here on.</summary>
    public void Report(Exception failure)
    {
        Interlocked.CompareExchange(ref _failure, failure, null);
        _journal.Publications.EndDurability();
        Request();
    }

    /// <inheritdoc/>
    protected override void Work()
    {
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
