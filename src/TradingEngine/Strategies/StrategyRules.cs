using TradingEngine.Model;
using TradingEngine.Risk;
using TradingEngine.Routing;
using TradingEngine.Traders;

namespace TradingEngine.Strategies;

/// <summary>
/// Makes routes of what a source says, or says everything that is wrong with it. Thread-safe: it holds nothing.
/// </summary>
/// <remarks>
/// A trader trades a strategy where the strategy is active and not suspended, the trader is registered and not switched
/// off, and the strategy names it with a mode that is not off, or does not name it and it follows from
/// <see cref="StrategyConfiguration.ZerodhaTradingEnabled"/>: paper for all, Zerodha for those that have it enabled.
/// </remarks>
public sealed class StrategyRules
{
    private readonly IReadOnlyDictionary<string, ITrader> _traders;
    private readonly HashSet<string> _disabled;
    private readonly StrategyRuleOptions _options;

    /// <summary>Rules for the traders of an engine.</summary>
    /// <param name="traders">The traders by name, shadows included: <see cref="EngineBuilder.Traders"/>.</param>
    /// <param name="options">The rest; null for the defaults.</param>
    public StrategyRules(IReadOnlyDictionary<string, ITrader> traders, StrategyRuleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(traders);
        _traders = traders;
        _options = options?.Copy() ?? new StrategyRuleOptions();
        _disabled = new HashSet<string>(_options.DisabledTraders, StringComparer.Ordinal);
    }

    /// <summary>Makes the routes of all strategies.</summary>
    /// <exception cref="StrategySourceException">Something is wrong; each error names strategy, trader and column.</exception>
    public StrategyPlan Plan(StrategySet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var errors = new List<string>();
        var terms = new Dictionary<(string Trader, string Terms), IReadOnlyList<string>>();
        CheckSwitches(set, errors);
        var strategies = new Dictionary<string, PlannedStrategy>(set.Strategies.Count, StringComparer.Ordinal);
        foreach (var strategy in set.Strategies)
        {
            var before = errors.Count;
            CheckStrategy(strategy, terms, errors);
            if (!strategies.TryAdd(strategy.Id, PlanOne(strategy, set.TraderSwitches, isRight: errors.Count == before)))
            {
                errors.Add($"strategy '{strategy.Id}': is there twice.");
            }
        }

        var others = PlanOthers(set, errors);
        return errors.Count == 0
            ? new StrategyPlan(strategies, others, _options.DecideBoundSignals)
            : throw new StrategySourceException(errors);
    }

    /// <summary>
    /// Takes from a plan what a set that is wrong elsewhere takes away: a trader that trades no more, gets less, or is a
    /// shadow from now on. Nothing begins by it. So a rollback counts while another row is wrong.
    /// </summary>
    /// <param name="set">The set, as far as it could be read.</param>
    /// <param name="current">The plan that counts.</param>
    /// <returns>The plan with less; the same object where nothing is less.</returns>
    public StrategyPlan PlanReductions(StrategySet set, StrategyPlan current)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(current);
        var strategies = new Dictionary<string, PlannedStrategy>(current.Strategies, StringComparer.Ordinal);
        var isLess = false;
        foreach (var strategy in set.Strategies)
        {
            if (current.Strategies.TryGetValue(strategy.Id, out var was)
                && Reduce(was, strategy, set.TraderSwitches) is { } less)
            {
                strategies[strategy.Id] = less;
                isLess = true;
            }
        }

        return isLess ? current.With(strategies) : current;
    }

    /// <summary>What is left of the traders of a strategy; null where that is all.</summary>
    private PlannedStrategy? Reduce(
        PlannedStrategy was, StrategyConfiguration strategy, IReadOnlyDictionary<string, bool> switches)
    {
        var wrong = new HashSet<string>(StringComparer.Ordinal);
        var right = new List<StrategyTrader>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var trader in strategy.Traders)
        {
            var errors = new List<string>();
            CheckTrader(trader, "", errors);
            if (errors.Count > 0 || !seen.Add(trader.Trader))
            {
                wrong.Add(trader.Trader);
            }

            right.Add(trader);
        }

        right.RemoveAll(trader => wrong.Contains(trader.Trader));
        var planned = PlanOne(strategy with { Traders = right }, switches, isRight: true);
        var left = new List<StrategyTrader>();
        foreach (var trader in was.Traders)
        {
            if (wrong.Contains(trader.Trader))
            {
                left.Add(trader);
            }
            else if (Find(planned.Traders, trader.Trader) is { } now)
            {
                left.Add(LessOf(trader, now));
            }
        }

        var less = was with { Traders = left };
        return less.Describe() == was.Describe() ? null : less;
    }

    private static StrategyTrader LessOf(StrategyTrader was, StrategyTrader now)
    {
        if (was.Mode == TraderMode.Live && now.Mode == TraderMode.Shadow)
        {
            return was with { Mode = TraderMode.Shadow };
        }

        return was.Mode == now.Mode && now.SharePercent < was.SharePercent
            ? was with { SharePercent = now.SharePercent }
            : was;
    }

    private static StrategyTrader? Find(IReadOnlyList<StrategyTrader> traders, string name)
    {
        foreach (var trader in traders)
        {
            if (trader.Trader == name)
            {
                return trader;
            }
        }

        return null;
    }

    private PlannedStrategy PlanOne(
        StrategyConfiguration strategy, IReadOnlyDictionary<string, bool> switches, bool isRight)
    {
        var traders = new List<StrategyTrader>();
        if (isRight && strategy is { IsActive: true, IsSuspended: false })
        {
            foreach (var trader in strategy.Traders)
            {
                traders.Add(trader);
            }

            AddDefaults(strategy, traders);
            traders.RemoveAll(trader => trader.Mode == TraderMode.Off || !IsOn(trader.Trader, switches));
            traders.Sort(static (left, right) => string.CompareOrdinal(left.Trader, right.Trader));
        }

        return new PlannedStrategy(traders, strategy.Limits);
    }

    /// <summary>The traders that follow from the columns of the replaced system.</summary>
    private void AddDefaults(StrategyConfiguration strategy, List<StrategyTrader> traders)
    {
        if (strategy.ZerodhaTradingEnabled is not { } isZerodha)
        {
            return;
        }

        if (!isZerodha || !_options.ZerodhaInsteadOfPaper)
        {
            AddDefault(_options.PaperName, traders);
        }

        if (isZerodha)
        {
            AddDefault(_options.ZerodhaName, traders);
        }
    }

    private static void AddDefault(string name, List<StrategyTrader> traders)
    {
        if (!traders.Exists(trader => trader.Trader == name))
        {
            traders.Add(new StrategyTrader(name, TraderMode.Live));
        }
    }

    private bool IsOn(string trader, IReadOnlyDictionary<string, bool> switches) =>
        _traders.ContainsKey(trader) && switches.GetValueOrDefault(trader, true);

    private string[]? PlanOthers(StrategySet set, List<string> errors)
    {
        if (set.Others is not { } names)
        {
            return null;
        }

        var others = new List<string>();
        foreach (var name in names)
        {
            CheckName(name, "the traders of all other strategies", errors);
            if (IsOn(name, set.TraderSwitches))
            {
                others.Add(name);
            }
        }

        return [.. others];
    }

    private void CheckSwitches(StrategySet set, List<string> errors)
    {
        foreach (var name in set.TraderSwitches.Keys)
        {
            CheckName(name, "the switches of traders", errors);
        }
    }

    private void CheckStrategy(
        StrategyConfiguration strategy,
        Dictionary<(string Trader, string Terms), IReadOnlyList<string>> checkedTerms,
        List<string> errors)
    {
        var row = $"strategy '{strategy.Id}'";
        if (strategy.Id.Length is 0 or > TradingSignal.TextLengthMax)
        {
            errors.Add($"{row}, column id: must have 1 to {TradingSignal.TextLengthMax} characters.");
        }

        if (strategy.Limits is { } limits)
        {
            errors.AddRange(limits.Validate($"{row}, column limits: "));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var trader in strategy.Traders)
        {
            var place = $"{row}, trader '{trader.Trader}'";
            CheckTrader(trader, place, errors);
            CheckTerms(trader, place, checkedTerms, errors);
            if (!seen.Add(trader.Trader))
            {
                errors.Add($"{row}, trader '{trader.Trader}': is there twice.");
            }
        }
    }

    private void CheckTrader(StrategyTrader trader, string row, List<string> errors)
    {
        if (!RoutingTableBuilder.IsShare(trader.SharePercent))
        {
            errors.Add(FormattableString.Invariant(
                $"{row}, column share_percent: must be from 0 to 100 with up to two decimals, not {trader.SharePercent}."));
        }

        if (CheckName(trader.Trader, $"{row}, column trader", errors)
            && trader.Mode == TraderMode.Shadow
            && _traders.ContainsKey(trader.Trader)
            && !_traders.ContainsKey(ShadowName.Of(trader.Trader)))
        {
            errors.Add($"{row}, column mode: is shadow, but the trader has no shadow in this engine.");
        }
    }

    /// <summary>Asks the trader about terms, about the same ones once.</summary>
    private void CheckTerms(
        StrategyTrader trader,
        string row,
        Dictionary<(string Trader, string Terms), IReadOnlyList<string>> checkedTerms,
        List<string> errors)
    {
        if (trader.Terms is not { } terms || !_traders.TryGetValue(trader.Trader, out var registered))
        {
            return;
        }

        if (terms.Length > RoutingTableBuilder.TermsLengthMax)
        {
            errors.Add($"{row}, column terms: must have at most {RoutingTableBuilder.TermsLengthMax} characters.");
            return;
        }

        if (!checkedTerms.TryGetValue((trader.Trader, terms), out var wrong))
        {
            wrong = registered.CheckTerms(terms);
            checkedTerms.Add((trader.Trader, terms), wrong);
        }

        foreach (var error in wrong)
        {
            errors.Add($"{row}, column terms: {error}");
        }
    }

    private bool CheckName(string name, string place, List<string> errors)
    {
        if (ShadowName.Is(name))
        {
            errors.Add($"{place}: a shadow is not named, '{name}' is the trader with the mode shadow.");
            return false;
        }

        if (_traders.ContainsKey(name) || _disabled.Contains(name))
        {
            return true;
        }

        errors.Add($"{place}: there is no trader '{name}'; there are {string.Join(", ", KnownNames())}.");
        return false;
    }

    private List<string> KnownNames()
    {
        var names = new List<string>(_disabled);
        foreach (var name in _traders.Keys)
        {
            if (!ShadowName.Is(name))
            {
                names.Add(name);
            }
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }
}
