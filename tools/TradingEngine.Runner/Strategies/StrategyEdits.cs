using TradingEngine.Strategies;

namespace TradingEngine.Runner.Strategies;

/// <summary>The changes that the commands make, each of a whole set.</summary>
internal static class StrategyEdits
{
    private const int NamesShownMax = 10;

    /// <summary>Changes one strategy.</summary>
    /// <exception cref="StrategySourceException">There is none of that id; the message lists some that are.</exception>
    public static StrategySet Change(
        StrategySet set, string id, Func<StrategyConfiguration, StrategyConfiguration> change)
    {
        Find(set, id);
        return set with
        {
            Strategies = [.. set.Strategies.Select(strategy => strategy.Id == id ? change(strategy) : strategy)],
        };
    }

    /// <summary>The strategy of an id.</summary>
    /// <exception cref="StrategySourceException">There is none.</exception>
    public static StrategyConfiguration Find(StrategySet set, string id)
    {
        var names = set.Strategies.Select(strategy => strategy.Id).ToList();
        return set.Strategies.FirstOrDefault(strategy => strategy.Id == id)
            ?? throw new StrategySourceException([
                $"There is no strategy '{id}'; " + (names.Count == 0
                    ? "there is none at all: add one, or import them."
                    : $"there are {string.Join(", ", names.Take(NamesShownMax))}"
                        + (names.Count > NamesShownMax ? $" and {names.Count - NamesShownMax} more." : ".")),
            ]);
    }

    /// <summary>Adds a strategy.</summary>
    /// <exception cref="StrategySourceException">It is there already.</exception>
    public static StrategySet Add(StrategySet set, StrategyConfiguration strategy) =>
        set.Strategies.Any(one => one.Id == strategy.Id)
            ? throw new StrategySourceException([$"There is a strategy '{strategy.Id}' already."])
            : set with { Strategies = [.. set.Strategies, strategy] };

    /// <summary>What a trader does with a strategy; what it did before where it is named already, changed.</summary>
    public static StrategyConfiguration SetTrader(
        StrategyConfiguration strategy, string trader, Func<StrategyTrader, StrategyTrader> change)
    {
        var traders = strategy.Traders.ToList();
        var place = traders.FindIndex(one => one.Trader == trader);
        if (place < 0)
        {
            place = traders.Count;
            traders.Add(new StrategyTrader(trader, TraderMode.Live));
        }

        traders[place] = change(traders[place]);
        return strategy with { Traders = traders };
    }

    /// <summary>Has a trader do nothing more for a strategy, or go on as its shadow with every signal.</summary>
    /// <remarks>Terms that are wrong go: they must not hold it up.</remarks>
    public static StrategyConfiguration RollBack(
        StrategyConfiguration strategy, StrategyRules rules, string trader, bool toShadow)
    {
        var back = SetTrader(
            strategy,
            trader,
            one => one with
            {
                Mode = toShadow ? TraderMode.Shadow : TraderMode.Off,
                SharePercent = toShadow ? StrategyTrader.PercentMax : one.SharePercent,
            });
        return IsRight(back, rules) ? back : SetTrader(back, trader, one => one with { Terms = null });
    }

    /// <summary>Has a trader do nothing more for a strategy. One that there is not is taken out: a mistake is mended so.</summary>
    public static StrategyConfiguration Disable(StrategyConfiguration strategy, StrategyRules rules, string trader)
    {
        var isKnown = IsRight(new StrategyConfiguration(strategy.Id) { Traders = [new(trader, TraderMode.Off)] }, rules);
        return !isKnown && strategy.Traders.Any(one => one.Trader == trader)
            ? strategy with { Traders = [.. strategy.Traders.Where(one => one.Trader != trader)] }
            : SetTrader(strategy, trader, one => one with { Mode = TraderMode.Off });
    }

    /// <summary>Sets the share of a trader that trades a strategy; it never begins to trade by that.</summary>
    /// <exception cref="StrategySourceException">It does not trade the strategy.</exception>
    public static StrategySet SetShare(
        StrategySet set, StrategyRules rules, string id, string trader, decimal share)
    {
        var strategy = Find(set, id);
        var mode = strategy.Traders.FirstOrDefault(one => one.Trader == trader)?.Mode
            ?? rules.Plan(new StrategySet { Strategies = [strategy] }).Strategies[id].Traders
                .FirstOrDefault(one => one.Trader == trader)?.Mode;
        return mode is null or TraderMode.Off
            ? throw new StrategySourceException([
                $"The trader '{trader}' does not trade strategy '{id}'; 'strategies enable {id} --trader {trader} --share " +
                FormattableString.Invariant($"{share}' has it begin."),
            ])
            : Change(set, id, one => SetTrader(one, trader, it => it with { Mode = mode.Value, SharePercent = share }));
    }

    /// <summary>Takes strategies and switches of a file over those that there are.</summary>
    /// <param name="set">What there is.</param>
    /// <param name="imported">What counts from here on.</param>
    /// <param name="isWhole">Whether strategies that are not in the file go.</param>
    public static StrategySet Import(StrategySet set, StrategySet imported, bool isWhole)
    {
        // A database has no third value: what will be kept is what is planned.
        imported = imported with
        {
            Strategies =
            [
                .. imported.Strategies.Select(
                    one => one with { ZerodhaTradingEnabled = one.ZerodhaTradingEnabled ?? false }),
            ],
        };
        var ids = imported.Strategies.Select(strategy => strategy.Id).ToHashSet(StringComparer.Ordinal);
        var kept = set.Strategies.Where(strategy => !ids.Contains(strategy.Id));
        var switches = new Dictionary<string, bool>(set.TraderSwitches, StringComparer.Ordinal);
        foreach (var (trader, isEnabled) in imported.TraderSwitches)
        {
            // What somebody has switched off stays off until somebody switches it on.
            switches[trader] = isEnabled && switches.GetValueOrDefault(trader, true);
        }

        return imported with
        {
            Strategies = isWhole ? imported.Strategies : [.. kept, .. imported.Strategies],
            TraderSwitches = switches,
        };
    }

    private static bool IsRight(StrategyConfiguration strategy, StrategyRules rules)
    {
        try
        {
            rules.Plan(new StrategySet { Strategies = [strategy] });
            return true;
        }
        catch (StrategySourceException)
        {
            return false;
        }
    }
}
