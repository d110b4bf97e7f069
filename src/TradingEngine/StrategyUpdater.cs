using System.Globalization;
using System.Text;
using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Strategies;
using TradingEngine.Traders;
using TradingEngine.Traders.Paper;
using TradingEngine.Traders.Shadow;

namespace TradingEngine;

/// <summary>
/// Keeps the routes of an engine as its source of strategies says: a change is read whole, checked whole, and takes its
/// place in the sequence of ticks and signals; one that is wrong changes nothing.
/// </summary>
/// <remarks>
/// Call <see cref="LoadAsync"/> after the traders are added, build the engine, start it, then <see cref="Start"/>. The
/// routes are all the source's: others that the builder was given hold until the first change.
/// </remarks>
public sealed class StrategyUpdater : IAsyncDisposable
{
    private const int LinesShownMax = 10;
    private const int RetryFactorMax = 5;

    private readonly IStrategySource _source;
    private readonly StrategyUpdaterOptions _options;
    private readonly TimeProvider _time;
    private readonly StrategyCache? _cache;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Alert> _earlyAlerts = [];
    private StrategyRules? _rules;
    private StrategyPlan? _plan;
    private StrategySet? _saved;
    private StrategyStatus _status;
    private Engine? _engine;
    private Task _loop = Task.CompletedTask;
    private bool _isUnreachable;
    private bool _isRefused;

    /// <summary>Follows a source, which is this object's from here on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The retry interval is not above zero.</exception>
    public StrategyUpdater(IStrategySource source, StrategyUpdaterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _options = options?.Copy() ?? new StrategyUpdaterOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.RetryInterval, TimeSpan.Zero);
        _time = _options.TimeProvider;
        _cache = _options.CacheFile is { Length: > 0 } file ? new StrategyCache(file) : null;
        _status = new StrategyStatus(source.Name, 0, default, false, "nothing was read yet", 0, 0);
    }

    /// <summary>
    /// Reads the strategies and gives the builder their routes and limits; from the saved copy where the source cannot be
    /// read or is wrong, which becomes an alert when the engine has started.
    /// </summary>
    /// <exception cref="StrategySourceException">There is no copy either, or it is damaged.</exception>
    public async Task LoadAsync(EngineBuilder builder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddShadows(builder);
        _rules = new StrategyRules(builder.Traders, _options.Rules);
        StrategySet? set = null;
        try
        {
            set = await _source.ReadAsync(cancellationToken).ConfigureAwait(false);
            _plan = _rules.Plan(set);
            Save(set);
            _status = _status with { ReadAt = _time.GetUtcNow(), Problem = null };
        }
        catch (StrategySourceException exception) when (_cache is not null)
        {
            _plan = LoadCopy(_rules, exception, set ?? exception.Readable);
        }

        _status = _status with { StrategyCount = _plan.Strategies.Count };
        builder.ConfigureRoutes(_plan.ApplyTo);
    }

    /// <summary>Follows the source from here on, for an engine that has started.</summary>
    /// <exception cref="InvalidOperationException">Nothing was loaded, or it was started before.</exception>
    public void Start(Engine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        if (_plan is null || _engine is not null)
        {
            throw new InvalidOperationException("The strategies are not loaded, or followed already.");
        }

        _engine = engine;
        foreach (var alert in _earlyAlerts)
        {
            engine.Publish(alert);
        }

        _earlyAlerts.Clear();
        _loop = FollowAsync();
    }

    /// <summary>How current the routes are. Any thread may ask.</summary>
    public StrategyStatus GetStatus() => Volatile.Read(ref _status);

    /// <summary>The plan that counts; null before <see cref="LoadAsync"/>. Any thread may ask.</summary>
    public StrategyPlan? Plan => Volatile.Read(ref _plan);

    /// <summary>Ends following; the routes stay as they are. A second call does nothing.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
    }

    /// <summary>Ends following and lets go of the source.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>Takes the saved copy, because of what is wrong with the source, less what that takes away.</summary>
    private StrategyPlan LoadCopy(StrategyRules rules, StrategySourceException reason, StrategySet? readable)
    {
        var (set, time) = ReadCopy(reason) ?? throw reason;
        _saved = set;
        var plan = rules.Plan(set);
        plan = readable is null ? plan : rules.PlanReductions(readable, plan);
        _isUnreachable = reason.IsUnavailable;
        _isRefused = !reason.IsUnavailable;
        _status = _status with { ReadAt = time, IsFromCache = true, Problem = reason.Message };
        Tell(
            reason.IsUnavailable ? AlertKind.ConnectionLost : AlertKind.StrategiesRefused,
            AlertSeverity.Critical,
            $"The strategies are those that were saved at {Text(time)}: {reason.Message}");
        return plan;
    }

    private (StrategySet Set, DateTimeOffset Time)? ReadCopy(StrategySourceException reason)
    {
        try
        {
            return _cache!.Read();
        }
        catch (StrategySourceException exception)
        {
            throw new StrategySourceException($"{reason.Message} {exception.Message}", exception);
        }
    }

    private void AddShadows(EngineBuilder builder)
    {
        if (!_options.AddsShadows)
        {
            return;
        }

        var traders = builder.Traders;
        foreach (var (name, trader) in traders)
        {
            if (!ShadowName.Is(name) && !traders.ContainsKey(ShadowName.Of(name)))
            {
                builder.AddShadow(name, ShadowTrader.Of(
                    trader, new PaperTrader(_options.ShadowFills), _options.ShadowDelay));
            }
        }
    }

    private async Task FollowAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var failures = 0;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (!_isUnreachable)
                {
                    await _source.WaitForChangeAsync(_stop.Token).ConfigureAwait(false);
                }

                await ReloadAsync(_stop.Token).ConfigureAwait(false);
                failures = 0;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                failures++;
                OnUnreachable(exception);
                await WaitAsync(failures).ConfigureAwait(false);
            }
        }
    }

    private async Task WaitAsync(int failures)
    {
        const int doublingsMax = 5;
        var factor = Math.Min(1 << Math.Min(failures - 1, doublingsMax), RetryFactorMax);
        await Task.Delay(_options.RetryInterval * factor, _time, _stop.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Reads and takes over. What cannot be read at all is thrown; what is wrong is told.</summary>
    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        StrategySet? set = null;
        StrategyPlan plan;
        try
        {
            set = await _source.ReadAsync(cancellationToken).ConfigureAwait(false);
            OnReached();
            plan = _rules!.Plan(set);
            RefuseEmptiness(plan);
        }
        catch (StrategySourceException exception) when (!exception.IsUnavailable)
        {
            OnReached();
            Reduce(set ?? exception.Readable);
            Refuse(exception.Message);
            return;
        }

        var difference = plan.DifferenceFrom(_plan);
        var wasWrong = _isRefused;
        _isRefused = false;
        if (difference.Count > 0)
        {
            _engine!.UpdateRoutes(plan.ApplyTo);
            Volatile.Write(ref _plan, plan);
        }

        Save(set);
        Volatile.Write(ref _status, _status with
        {
            StrategyCount = plan.Strategies.Count,
            ReadAt = _time.GetUtcNow(),
            IsFromCache = false,
            Problem = null,
            ChangeCount = _status.ChangeCount + (difference.Count > 0 ? 1 : 0),
        });
        if (difference.Count > 0 || wasWrong)
        {
            Tell(
                AlertKind.StrategiesChanged,
                AlertSeverity.Information,
                difference.Count > 0 ? Describe(difference) : "The strategies are right again, as they were.");
        }
    }

    /// <summary>A source that had strategies and has none is one that is being restored, or another one.</summary>
    private void RefuseEmptiness(StrategyPlan plan)
    {
        if (plan.Strategies.Count == 0 && _plan is { Strategies.Count: > 0 } current)
        {
            throw new StrategySourceException([
                $"There is no strategy any more, where there were {current.Strategies.Count}. Suspend or switch off what is " +
                "not to trade; to begin with none, start the engine anew.",
            ]);
        }
    }

    /// <summary>Lets count what takes trading away, although something else is wrong.</summary>
    private void Reduce(StrategySet? set)
    {
        if (set is null || _plan is not { } current)
        {
            return;
        }

        var plan = _rules!.PlanReductions(set, current);
        if (!ReferenceEquals(plan, current))
        {
            _engine!.UpdateRoutes(plan.ApplyTo);
            Volatile.Write(ref _plan, plan);
            Save(plan.Reduce(_saved ?? new StrategySet()));
            Tell(
                AlertKind.StrategiesChanged,
                AlertSeverity.Warning,
                $"{Describe(plan.DifferenceFrom(current))} Nothing else counts while something is wrong.");
        }
    }

    private void OnReached()
    {
        if (_isUnreachable)
        {
            _isUnreachable = false;
            Tell(AlertKind.ConnectionRestored, AlertSeverity.Information, $"{_source.Name} can be read again.");
        }
    }

    private void OnUnreachable(Exception exception)
    {
        var message = exception is StrategySourceException
            ? exception.Message
            : $"{exception.GetType().Name}: {exception.Message}";
        Volatile.Write(ref _status, _status with { Problem = message });
        if (!_isUnreachable)
        {
            _isUnreachable = true;
            Tell(
                AlertKind.ConnectionLost,
                AlertSeverity.Critical,
                $"{_source.Name} cannot be read; the strategies of {Text(_status.ReadAt)} go on: {message}");
        }
    }

    /// <summary>Keeps what there is; told once for one mistake.</summary>
    private void Refuse(string reason)
    {
        var isNews = reason != _status.Problem;
        _isRefused = true;
        Volatile.Write(
            ref _status, _status with { Problem = reason, RefusedCount = _status.RefusedCount + 1 });
        if (isNews)
        {
            Tell(
                AlertKind.StrategiesRefused,
                AlertSeverity.Critical,
                $"The strategies of {Text(_status.ReadAt)} go on, because those in {_source.Name} are wrong: {reason}");
        }
    }

    private void Save(StrategySet set)
    {
        _saved = set;
        try
        {
            _cache?.Write(set, _source.Name, _time.GetUtcNow());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Tell(
                AlertKind.StrategiesNotSaved,
                AlertSeverity.Warning,
                $"The copy of the strategies cannot be written: {exception.Message}");
        }
    }

    private static string Describe(IReadOnlyList<string> difference)
    {
        var text = new StringBuilder();
        for (var i = 0; i < difference.Count && i < LinesShownMax; i++)
        {
            text.Append(i == 0 ? "" : " ").Append(difference[i]);
        }

        if (difference.Count > LinesShownMax)
        {
            text.Append(CultureInfo.InvariantCulture, $" And {difference.Count - LinesShownMax} more.");
        }

        return text.ToString();
    }

    private static string Text(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private void Tell(AlertKind kind, AlertSeverity severity, string message)
    {
        var alert = new Alert(kind, severity, message, _source.Name, _time.GetUtcNow());
        if (_engine is null)
        {
            _earlyAlerts.Add(alert);
        }
        else
        {
            _engine.Publish(alert);
        }
    }
}
