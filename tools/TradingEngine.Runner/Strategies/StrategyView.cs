using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using TradingEngine.Strategies;

namespace TradingEngine.Runner.Strategies;

/// <summary>Strategies and their changes, as tables or as one JSON object a line.</summary>
internal sealed class StrategyView
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StrategyRules _rules;
    private readonly bool _isJson;

    public StrategyView(StrategyRules rules, bool isJson)
    {
        _rules = rules;
        _isJson = isJson;
    }

    /// <summary>A line a strategy, and the switches of traders that are off.</summary>
    public void WriteList(StrategySet set)
    {
        if (_isJson)
        {
            foreach (var strategy in set.Strategies)
            {
                WriteJson(set, strategy);
            }

            return;
        }

        var table = MakeTable("strategy", "state", "route", "limits");
        foreach (var strategy in set.Strategies)
        {
            table.AddRow(
                Markup.Escape(strategy.Id),
                StateOf(strategy),
                Markup.Escape(RouteOf(set, strategy)),
                Markup.Escape(strategy.Limits is { } limits ? StrategyJson.Write(limits) : "-"));
        }

        Write(table);
        foreach (var (trader, isEnabled) in set.TraderSwitches.Where(one => !one.Value).OrderBy(one => one.Key))
        {
            Console.Out.WriteLine($"The trader {trader} is switched off for all strategies.");
        }

        Console.Out.WriteLine(set.Strategies.Count == 1 ? "1 strategy." : $"{set.Strategies.Count} strategies.");
    }

    /// <summary>Everything about one strategy.</summary>
    public void WriteOne(StrategySet set, StrategyConfiguration strategy)
    {
        if (_isJson)
        {
            WriteJson(set, strategy);
            return;
        }

        var table = new Table().Border(TableBorder.None).HideHeaders();
        table.AddColumn("").AddColumn("");
        Add(table, "strategy", strategy.Id);
        Add(table, "state", StateOf(strategy));
        Add(table, "route", RouteOf(set, strategy));
        Add(table, "type", strategy.Type);
        Add(table, "zerodha_trading_enabled", strategy.ZerodhaTradingEnabled is true ? "true" : "false");
        foreach (var trader in strategy.Traders)
        {
            Add(table, $"trader {trader.Trader}", string.Create(
                CultureInfo.InvariantCulture,
                $"{TraderModeText.Of(trader.Mode)}, {trader.SharePercent:0.##} %{(trader.Terms is null ? "" : $", {trader.Terms}")}"));
        }

        Add(table, "limits", strategy.Limits is { } limits ? StrategyJson.Write(limits) : null);
        Add(table, "instruments", strategy.Instruments);
        Add(table, "parameters", strategy.Parameters);
        Write(table);
    }

    /// <summary>Changes, newest first.</summary>
    public void WriteHistory(IReadOnlyList<StrategyAuditEntry> entries)
    {
        var table = MakeTable("time (UTC)", "by", "of", "change");
        foreach (var entry in entries)
        {
            if (_isJson)
            {
                WriteJson(entry);
                continue;
            }

            table.AddRow(
                entry.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                Markup.Escape(entry.ChangedBy),
                Markup.Escape(entry.IsSwitch ? $"trader {entry.Subject}" : entry.Subject),
                Markup.Escape(DescribeChange(entry)));
        }

        if (!_isJson)
        {
            Write(table);
        }
    }

    private static Table MakeTable(params string[] headers)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var header in headers)
        {
            table.AddColumn(new TableColumn($"[grey]{header}[/]"));
        }

        return table;
    }

    private static void Add(Table table, string name, string? value)
    {
        if (value is not null)
        {
            table.AddRow($"[grey]{Markup.Escape(name)}[/]", Markup.Escape(value));
        }
    }

    private static void Write(Table table) => View.ConsoleFactory.Create(Console.Out, out _).Write(table);

    private static string StateOf(StrategyConfiguration strategy) =>
        !strategy.IsActive ? "not active" : strategy.IsSuspended ? "suspended" : "active";

    private string RouteOf(StrategySet set, StrategyConfiguration strategy)
    {
        try
        {
            return _rules.Plan(set with { Strategies = [strategy] }).Strategies[strategy.Id].Describe();
        }
        catch (StrategySourceException exception)
        {
            return $"wrong: {exception.Message}";
        }
    }

    private string DescribeChange(StrategyAuditEntry entry)
    {
        if (entry.IsSwitch)
        {
            return $"{entry.Before ?? "new"} → {entry.After ?? "removed"}";
        }

        var before = Describe(entry.Before) ?? "new";
        var after = Describe(entry.After) ?? "removed";
        return before == after ? $"{entry.Before} → {entry.After}" : $"{before} → {after}";
    }

    private string? Describe(string? json)
    {
        if (json is null)
        {
            return null;
        }

        var set = StrategyJson.ReadSet(Encoding.UTF8.GetBytes($"{{\"strategies\":[{json}]}}"));
        return RouteOf(set, set.Strategies[0]);
    }

    private void WriteJson(StrategySet set, StrategyConfiguration strategy) => WriteLine(writer =>
    {
        writer.WriteString("id", strategy.Id);
        writer.WriteString("state", StateOf(strategy));
        writer.WriteString("route", RouteOf(set, strategy));
        writer.WritePropertyName("configuration");
        writer.WriteRawValue(StrategyJson.Write(strategy));
    });

    private static void WriteJson(StrategyAuditEntry entry) => WriteLine(writer =>
    {
        writer.WriteString("time", entry.Time);
        writer.WriteString("by", entry.ChangedBy);
        writer.WriteString(entry.IsSwitch ? "trader" : "strategy", entry.Subject);
        writer.WritePropertyName("before");
        writer.WriteRawValue(entry.Before ?? "null");
        writer.WritePropertyName("after");
        writer.WriteRawValue(entry.After ?? "null");
    });

    private static void WriteLine(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonOptions))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        Console.Out.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
