using TradingEngine.Model;

namespace TradingEngine.Runner.Compare;

/// <summary>What came of one signal on one side, by the events of its order in any order.</summary>
internal sealed class OrderTrace
{
    private decimal _value;
    private long _orderedQuantity;
    private DateTimeOffset _standTime = DateTimeOffset.MinValue;
    private DateTimeOffset _fillTime = DateTimeOffset.MinValue;
    private DateTimeOffset _messageTime = DateTimeOffset.MinValue;
    private bool _isUnknown;
    private bool _hasPartFill;
    private bool _hasLastFill;
    private bool _isFailed;
    private bool _isCancelled;

    public OrderTrace(in TraceEvent first)
    {
        SignalId = first.SignalId;
        InstrumentToken = first.InstrumentToken;
        Side = first.Side;
        (FirstEventId, FirstTime, LastTime) = (first.EventId, first.Time, first.Time);
        Add(first);
    }

    /// <summary>The signal; null for an order of the replaced system.</summary>
    public string? SignalId { get; }

    /// <summary>The strategy, empty where no event tells.</summary>
    public string StrategyId { get; private set; } = "";

    /// <summary>The instrument.</summary>
    public long InstrumentToken { get; }

    /// <summary>Bought or sold.</summary>
    public Side Side { get; }

    /// <summary>The quantity of the order; that of all fills where only fills tell.</summary>
    public long Quantity => _orderedQuantity > 0 ? _orderedQuantity : FilledQuantity;

    /// <summary>The quantity of all fills.</summary>
    public long FilledQuantity { get; private set; }

    /// <summary>The price of all fills, weighted by their quantities; null where there is none.</summary>
    public decimal? AveragePrice => FilledQuantity > 0 ? _value / FilledQuantity : null;

    /// <summary>The time of the first event.</summary>
    public DateTimeOffset FirstTime { get; private set; }

    /// <summary>The time of the last event.</summary>
    public DateTimeOffset LastTime { get; private set; }

    /// <summary>The first event; the lowest id of those of one time.</summary>
    public Guid FirstEventId { get; private set; }

    /// <summary>Why it failed; null where it did not, or where nobody said.</summary>
    public string? Message { get; private set; }

    /// <summary>How it stands.</summary>
    public TraceState State =>
        IsWhole ? TraceState.Filled
        : _isFailed ? TraceState.Failed
        : _isCancelled ? TraceState.Cancelled
        : _isUnknown && (FilledQuantity == 0 || _fillTime < _standTime) ? TraceState.Unknown
        : FilledQuantity > 0 ? TraceState.Part
        : TraceState.Open;

    private bool IsWhole => _hasLastFill
        || (FilledQuantity > 0 && (_orderedQuantity > 0 ? FilledQuantity >= _orderedQuantity : !_hasPartFill));

    /// <summary>Adds an event; each only once.</summary>
    public void Add(in TraceEvent traced)
    {
        StrategyId = StrategyId.Length == 0 ? traced.StrategyId ?? "" : StrategyId;
        AddTime(traced);
        if (traced.IsFill)
        {
            AddFill(traced);
        }
        else
        {
            _orderedQuantity = Math.Max(_orderedQuantity, traced.Quantity);
            AddStand(traced);
        }
    }

    private void AddTime(in TraceEvent traced)
    {
        var isFirst = traced.Time < FirstTime || (traced.Time == FirstTime && traced.EventId < FirstEventId);
        (FirstTime, FirstEventId) = isFirst ? (traced.Time, traced.EventId) : (FirstTime, FirstEventId);
        LastTime = traced.Time > LastTime ? traced.Time : LastTime;
    }

    private void AddFill(in TraceEvent traced)
    {
        FilledQuantity += traced.Quantity;
        _value += traced.Quantity * traced.Price.GetValueOrDefault();
        _fillTime = traced.Time > _fillTime ? traced.Time : _fillTime;
        _hasPartFill |= traced.Kind == TraceEventKind.PartFill;
        _hasLastFill |= traced.Kind == TraceEventKind.LastFill;
    }

    /// <summary>The later one counts; of two of one time, the one that came later.</summary>
    private void AddStand(in TraceEvent traced)
    {
        _isFailed |= traced.Kind == TraceEventKind.Failed;
        _isCancelled |= traced.Kind == TraceEventKind.Cancelled;
        if (traced.Time >= _standTime)
        {
            (_standTime, _isUnknown) = (traced.Time, traced.Kind == TraceEventKind.Unknown);
        }

        if (traced.Message is not null && traced.Time >= _messageTime)
        {
            (_messageTime, Message) = (traced.Time, traced.Message);
        }
    }
}
