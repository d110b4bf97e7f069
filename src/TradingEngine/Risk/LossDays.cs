namespace TradingEngine.Risk;

/// <summary>Begins the trading day for all daily loss limits together.</summary>
/// <remarks>Guarded by the lock of the gate.</remarks>
internal sealed class LossDays
{
    private readonly long _offsetTicks;
    private readonly List<RiskScope> _scopes = [];
    private int _day = int.MinValue;

    /// <param name="offset">The offset from UTC whose midnight begins the day.</param>
    public LossDays(TimeSpan offset)
    {
        _offsetTicks = offset.Ticks;
    }

    /// <summary>Takes in a scope that has a daily loss limit, lets go of one that has none.</summary>
    public void Update(RiskScope scope)
    {
        if (!scope.HasLossLimit)
        {
            _scopes.Remove(scope);
            scope.Baseline = null;
        }
        else if (!_scopes.Contains(scope))
        {
            _scopes.Add(scope);
            BeginLate(scope);
        }
    }

    /// <summary>Has a scope that came in the middle of a day count from now.</summary>
    public void BeginLate(RiskScope scope)
    {
        if (scope.HasLossLimit && _day != int.MinValue)
        {
            scope.BeginDay();
        }
    }

    /// <summary>Begins the day of this time, unless it has begun.</summary>
    public void Touch(long nowTicks)
    {
        if (_scopes.Count > 0)
        {
            Enter((int)((nowTicks + _offsetTicks) / TimeSpan.TicksPerDay));
        }
    }

    /// <summary>Continues the newest day in the list; scopes that it does not name count from now.</summary>
    public void Restore(IReadOnlyList<RiskDay> days)
    {
        foreach (var day in days)
        {
            Enter(day.DayNumber);
        }

        foreach (var day in days)
        {
            if (day.DayNumber == _day && _scopes.Find(scope => scope.StrategyId == day.StrategyId) is { } scope)
            {
                scope.Baseline = day.BaselinePnl;
            }
        }
    }

    /// <summary>What <see cref="Restore"/> needs; empty before the first day.</summary>
    public IReadOnlyList<RiskDay> Export()
    {
        var days = new List<RiskDay>();
        foreach (var scope in _scopes)
        {
            if (scope.Baseline is { } baseline)
            {
                days.Add(new RiskDay(scope.StrategyId, _day, baseline));
            }
        }

        return days;
    }

    /// <summary>Begins a later day; a clock that goes back begins none, so it cannot make a loss forgotten.</summary>
    private void Enter(int day)
    {
        if (day <= _day)
        {
            return;
        }

        _day = day;
        foreach (var scope in _scopes)
        {
            scope.BeginDay();
        }
    }
}
