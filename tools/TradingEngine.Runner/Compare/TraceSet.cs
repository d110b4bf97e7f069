namespace TradingEngine.Runner.Compare;

/// <summary>What came of the signals on one side: every order once, every event of it once.</summary>
internal sealed class TraceSet
{
    private readonly string? _strategyId;
    private readonly Dictionary<string, OrderTrace> _bySignal = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrderTrace> _byOrder = new(StringComparer.Ordinal);
    private readonly List<OrderTrace> _traces = [];
    private readonly HashSet<Guid> _eventIds = [];
    private readonly SortedSet<string> _traders = new(StringComparer.Ordinal);
    private string? _lastTrader;

    /// <param name="name">What the side is called: a file, a trader or a topic.</param>
    /// <param name="strategyId">The only strategy that counts; null for all.</param>
    public TraceSet(string name, string? strategyId = null)
    {
        Name = name;
        _strategyId = strategyId;
    }

    /// <summary>What the side is called.</summary>
    public string Name { get; }

    /// <summary>Reads the envelopes, and counts those that it cannot read.</summary>
    public EnvelopeReader Reader { get; } = new();

    /// <summary>Events that count, each once.</summary>
    public long EventCount => _eventIds.Count;

    /// <summary>Events that came again.</summary>
    public long RepeatedCount { get; private set; }

    /// <summary>The traders that the events name.</summary>
    public IReadOnlyCollection<string> Traders => _traders;

    /// <summary>The orders, of the strategy where there is one, in the order of their first appearance.</summary>
    public IEnumerable<OrderTrace> Traces => _strategyId is null
        ? _traces
        : _traces.Where(trace => trace.StrategyId == _strategyId);

    /// <summary>Takes an event; one that was there before is only counted.</summary>
    public void Add(in TraceEvent traced)
    {
        if (!_eventIds.Add(traced.EventId))
        {
            RepeatedCount++;
            return;
        }

        AddTrader(traced.Trader);
        var (traces, key) = traced.SignalId is { } signalId ? (_bySignal, signalId) : (_byOrder, traced.OrderId);
        if (key is not null && traces.TryGetValue(key, out var trace))
        {
            trace.Add(traced);
            return;
        }

        trace = new OrderTrace(traced);
        _traces.Add(trace);
        if (key is not null)
        {
            traces.Add(key, trace);
        }
    }

    private void AddTrader(string? trader)
    {
        if (trader is not null && trader != _lastTrader)
        {
            _traders.Add(trader);
            _lastTrader = trader;
        }
    }
}
