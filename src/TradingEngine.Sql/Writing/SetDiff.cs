using TradingEngine.Strategies;

namespace TradingEngine.Sql.Writing;

/// <summary>What has to be written so that one set becomes another, and what the audit says about it.</summary>
internal sealed class SetDiff
{
    private readonly List<RowChange> _changes = [];
    private readonly List<StrategyAuditEntry> _entries = [];
    private readonly WriteTexts _texts;
    private readonly object _time;
    private readonly DateTimeOffset _now;
    private readonly string _changedBy;

    private SetDiff(WriteTexts texts, DateTimeOffset now, object time, string changedBy)
    {
        _texts = texts;
        _now = now;
        _time = time;
        _changedBy = changedBy;
    }

    /// <summary>The statements, in their order.</summary>
    public IReadOnlyList<RowChange> Changes => _changes;

    /// <summary>The entries of the audit; their statements are among <see cref="Changes"/>.</summary>
    public IReadOnlyList<StrategyAuditEntry> Entries => _entries;

    /// <summary>Compares two sets. A strategy is the same where its id is.</summary>
    /// <param name="before">What is there.</param>
    /// <param name="after">What is to be there, as <see cref="SetToWrite"/> gives it.</param>
    /// <param name="texts">The statements.</param>
    /// <param name="now">The time of the change.</param>
    /// <param name="time">The same as a parameter.</param>
    /// <param name="changedBy">Who does it.</param>
    public static SetDiff Of(
        StrategySet before, StrategySet after, WriteTexts texts, DateTimeOffset now, object time, string changedBy)
    {
        var diff = new SetDiff(texts, now, time, changedBy);
        diff.CompareStrategies(before, after);
        diff.CompareSwitches(before.TraderSwitches, after.TraderSwitches);
        return diff;
    }

    private void CompareStrategies(StrategySet before, StrategySet after)
    {
        var old = new Dictionary<string, StrategyConfiguration>(before.Strategies.Count, StringComparer.Ordinal);
        foreach (var strategy in before.Strategies)
        {
            old.Add(strategy.Id, strategy);
        }

        var added = new List<StrategyConfiguration>();
        var changed = new List<(StrategyConfiguration Before, StrategyConfiguration After)>();
        foreach (var strategy in after.Strategies)
        {
            if (!old.Remove(strategy.Id, out var known))
            {
                added.Add(strategy);
            }
            else if (known != strategy)
            {
                changed.Add((known, strategy));
            }
        }

        foreach (var strategy in old.Values)
        {
            _changes.Add(new RowChange(WriteTexts.DeleteConfiguration, strategy.Id));
            Audit(strategy.Id, isSwitch: false, StrategyJson.Write(strategy), null);
        }

        foreach (var (known, strategy) in changed)
        {
            Update(known, strategy);
            Audit(strategy.Id, isSwitch: false, StrategyJson.Write(known), StrategyJson.Write(strategy));
        }

        foreach (var strategy in added)
        {
            Insert(strategy);
            Audit(strategy.Id, isSwitch: false, null, StrategyJson.Write(strategy));
        }
    }

    private void CompareSwitches(IReadOnlyDictionary<string, bool> before, IReadOnlyDictionary<string, bool> after)
    {
        foreach (var (trader, wasEnabled) in before)
        {
            if (!after.ContainsKey(trader))
            {
                _changes.Add(new RowChange(WriteTexts.DeleteTrader, trader));
                Audit(trader, isSwitch: true, SwitchText(wasEnabled), null);
            }
        }

        foreach (var (trader, isEnabled) in after)
        {
            var isKnown = before.TryGetValue(trader, out var wasEnabled);
            if (!isKnown || wasEnabled != isEnabled)
            {
                _changes.Add(new RowChange(WriteTexts.PutTrader, trader, isEnabled));
                Audit(trader, isSwitch: true, isKnown ? SwitchText(wasEnabled) : null, SwitchText(isEnabled));
            }
        }
    }

    private void Insert(StrategyConfiguration strategy)
    {
        var values = ValuesOf(strategy);
        foreach (var column in _texts.ExtraColumns)
        {
            values.Add(column == "use_composition" ? true : _time);
        }

        _changes.Add(new RowChange(_texts.InsertConfiguration, [.. values]));
        PutStateWhereItDiffers(new StrategyConfiguration(strategy.Id), strategy);
        CompareTraders(strategy.Id, [], strategy.Traders);
    }

    private void Update(StrategyConfiguration before, StrategyConfiguration after)
    {
        if (before.Type != after.Type || before.Instruments != after.Instruments || before.Parameters != after.Parameters
            || before.IsActive != after.IsActive || before.ZerodhaTradingEnabled != after.ZerodhaTradingEnabled)
        {
            var values = ValuesOf(after);
            if (_texts.HasUpdateTime)
            {
                values.Add(_time);
            }

            _changes.Add(new RowChange(_texts.UpdateConfiguration, [.. values]));
        }

        PutStateWhereItDiffers(before, after);
        CompareTraders(after.Id, before.Traders, after.Traders);
    }

    private void PutStateWhereItDiffers(StrategyConfiguration before, StrategyConfiguration after)
    {
        if (before.IsSuspended != after.IsSuspended || before.Limits != after.Limits)
        {
            var limits = after.Limits is null ? null : StrategyJson.Write(after.Limits);
            _changes.Add(new RowChange(WriteTexts.PutStrategy, after.Id, after.IsSuspended, limits));
        }
    }

    /// <remarks>
    /// Positions that a person has chosen stay as long as nothing comes, goes or moves; then all are counted anew.
    /// </remarks>
    private void CompareTraders(string id, IReadOnlyList<StrategyTrader> before, IReadOnlyList<StrategyTrader> after)
    {
        foreach (var trader in before)
        {
            if (IndexOf(after, trader.Trader) < 0)
            {
                _changes.Add(new RowChange(WriteTexts.DeleteRoute, id, trader.Trader));
            }
        }

        var isInPlace = HaveSameNames(before, after);
        for (var i = 0; i < after.Count; i++)
        {
            var trader = after[i];
            if (!isInPlace || before[i] != trader)
            {
                _changes.Add(new RowChange(
                    WriteTexts.PutRoute,
                    id,
                    trader.Trader,
                    TraderModeText.Of(trader.Mode),
                    trader.SharePercent,
                    trader.Terms,
                    isInPlace ? null : i));
            }
        }
    }

    private void Audit(string subject, bool isSwitch, string? before, string? after)
    {
        _entries.Add(new StrategyAuditEntry(_now, _changedBy, subject, isSwitch, before, after));
        _changes.Add(new RowChange(WriteTexts.InsertAudit, _time, _changedBy, subject, isSwitch, before, after));
    }

    private static List<object?> ValuesOf(StrategyConfiguration strategy) =>
    [
        strategy.Id, strategy.Type, strategy.Instruments, strategy.Parameters, strategy.IsActive,
        strategy.ZerodhaTradingEnabled ?? false,
    ];

    private static string SwitchText(bool isEnabled) => isEnabled ? """{"is_enabled":true}""" : """{"is_enabled":false}""";

    private static int IndexOf(IReadOnlyList<StrategyTrader> traders, string name)
    {
        for (var i = 0; i < traders.Count; i++)
        {
            if (traders[i].Trader == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool HaveSameNames(IReadOnlyList<StrategyTrader> left, IReadOnlyList<StrategyTrader> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (left[i].Trader != right[i].Trader)
            {
                return false;
            }
        }

        return true;
    }
}
