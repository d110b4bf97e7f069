using TradingEngine.Runner.Configuration;
using TradingEngine.Sql.Hosting;
using TradingEngine.Strategies;

namespace TradingEngine.Runner.Strategies;

/// <summary>Opens the store that the settings name, lets a command work on it, and says what went wrong.</summary>
internal sealed class StrategiesRun
{
    private readonly IStrategyStore _store;
    private readonly string _changedBy;

    private StrategiesRun(RunnerSettings settings, IStrategyStore store, string? changedBy)
    {
        Settings = settings;
        _store = store;
        _changedBy = changedBy ?? settings.Strategies.ChangedByName();
        Rules = KnownTrader.RulesOf(settings);
    }

    /// <summary>The settings, without errors.</summary>
    public RunnerSettings Settings { get; }

    /// <summary>What makes routes of strategies.</summary>
    public StrategyRules Rules { get; }

    /// <summary>Runs a command.</summary>
    /// <param name="sources">Where the settings are.</param>
    /// <param name="changedBy">Who does it; null for what the settings say.</param>
    /// <param name="work">The command; gives the exit status.</param>
    public static int Execute(SettingSources sources, string? changedBy, Func<StrategiesRun, Task<int>> work)
    {
        try
        {
            var settings = RunnerSettings.Load(sources);
            foreach (var error in settings.Errors)
            {
                Console.Error.WriteLine(error);
            }

            return settings.Errors.Count > 0
                ? ExitStatus.WrongUsage
                : ExecuteAsync(settings, changedBy, work).GetAwaiter().GetResult();
        }
        catch (InvalidDataException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitStatus.WrongUsage;
        }
        catch (StrategySourceException exception)
        {
            foreach (var error in exception.Errors)
            {
                Console.Error.WriteLine(error);
            }

            return ExitStatus.Failed;
        }
    }

    /// <summary>Reads everything.</summary>
    public async Task<StrategySet> ReadAsync() => await _store.ReadAsync(CancellationToken.None);

    /// <summary>Reads the newest changes.</summary>
    public async Task<IReadOnlyList<StrategyAuditEntry>> ReadAuditAsync(string? subject, int countMax) =>
        await _store.ReadAuditAsync(subject, countMax, CancellationToken.None);

    /// <summary>
    /// Changes something and says what. What the change leaves wrong is refused; what is wrong elsewhere does not hold it up.
    /// </summary>
    public async Task<int> ChangeAsync(Func<StrategySet, StrategySet> change)
    {
        var lines = new List<string>();
        var whole = new StrategySet();
        var audit = await _store.ChangeAsync(
            set =>
            {
                whole = change(set);
                lines = [.. Check(set, whole)];
                return whole;
            },
            _changedBy,
            CancellationToken.None);
        foreach (var line in lines)
        {
            Console.Out.WriteLine(line);
        }

        if (audit.Count == 0)
        {
            Console.Out.WriteLine("Nothing is other than before.");
        }
        else if (lines.Count == 0)
        {
            Console.Out.WriteLine("Changed; every route is as before.");
        }

        WarnOfOthers(whole);
        return ExitStatus.Done;
    }

    /// <summary>Plans what is other than before, which finds its errors, and gives the difference of routes.</summary>
    private IReadOnlyList<string> Check(StrategySet before, StrategySet after)
    {
        var old = before.Strategies.ToDictionary(strategy => strategy.Id, StringComparer.Ordinal);
        var changed = after.Strategies.Where(one => !one.Equals(old.GetValueOrDefault(one.Id))).ToList();
        var was = before.Strategies.Where(one => changed.Any(other => other.Id == one.Id));
        var wrong = ErrorsOf(after with
        {
            Strategies = changed,
            TraderSwitches = after.TraderSwitches.Except(before.TraderSwitches).ToDictionary(),
        }).Except(ErrorsOf(new StrategySet { Strategies = [.. was] })).ToList();
        return wrong.Count == 0
            ? PlanLeniently(after).DifferenceFrom(PlanLeniently(before))
            : throw new StrategySourceException(wrong);
    }

    private IReadOnlyList<string> ErrorsOf(StrategySet set)
    {
        try
        {
            Rules.Plan(set);
            return [];
        }
        catch (StrategySourceException exception)
        {
            return exception.Errors;
        }
    }

    /// <summary>What is wrong has no route to differ from.</summary>
    private StrategyPlan PlanLeniently(StrategySet set)
    {
        var switches = set.TraderSwitches
            .Where(one => TryPlan(new StrategySet { TraderSwitches = new Dictionary<string, bool>([one]) }))
            .ToDictionary();
        return Rules.Plan(set with
        {
            Strategies = [.. set.Strategies.Where(one => TryPlan(new StrategySet { Strategies = [one] }))],
            TraderSwitches = switches,
        });
    }

    /// <summary>Says what is wrong elsewhere: an engine takes all of it or nothing.</summary>
    private void WarnOfOthers(StrategySet set)
    {
        if (ErrorsOf(set) is not { Count: > 0 } errors)
        {
            return;
        }

        Console.Error.WriteLine(
            "Warning: until the following is right, an engine that runs takes no change that begins or widens trading.");
        foreach (var error in errors)
        {
            Console.Error.WriteLine(error);
        }
    }

    private bool TryPlan(StrategySet set) => ErrorsOf(set).Count == 0;

    private static async Task<int> ExecuteAsync(
        RunnerSettings settings, string? changedBy, Func<StrategiesRun, Task<int>> work)
    {
        if (settings.HasRoutesOfSettings)
        {
            Console.Error.WriteLine(
                $"Note: this is {settings.Strategies.SqliteFile}. 'run' with these settings has its routes from Engine:Routes " +
                "instead, unless it is 'run --embedded --live-sim' or has --set Strategies:Source=Sqlite.");
        }

        await using var store = settings.Strategies.MakeStore(TimeProvider.System);
        return await work(new StrategiesRun(settings, store, changedBy));
    }
}
