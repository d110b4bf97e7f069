using System.CommandLine;
using System.CommandLine.Parsing;
using TradingEngine.Markets;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Runner.Replay;

/// <summary>The command <c>replay DIR</c>.</summary>
internal static class ReplayCommand
{
    private static readonly Dictionary<string, Topology> Topologies = new()
    {
        ["fused"] = Topology.Fused,
        ["stages"] = Topology.ThreadPerStage,
        ["inline"] = Topology.Inline,
    };

    private static readonly string[] Calendars = [MarketCalendar.AlwaysOpenName, "XNSE", "XNSE-CAS", "XNSE-FO"];

    public static Command Create()
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "The recorded day: a folder with ticks.csv.gz and signals.jsonl.",
        };
        var calendar = Choice("--calendar", MarketCalendar.AlwaysOpenName, Calendars, "When the market is open.");
        var topology = Choice("--topology", "fused", [.. Topologies.Keys], "On which threads the stages run.");
        var slippage = Percent("--slippage-percent", 0.05m, 100, "How much worse than the last price a fill is.");
        var commission = Percent("--commission-percent", 0.1m, 100, "The fee in percent of the value.");
        var outFolder = new Option<string?>("--out")
        {
            Description = "Writes order-events.jsonl and summary.json into this folder.",
        };
        var command = new Command("replay", "Runs a recorded day through the engine as fast as it goes.")
        {
            folder, calendar, topology, slippage, commission, outFolder,
        };
        command.SetAction(parsed => ReplayRun.Execute(new ReplayOptions(
            parsed.GetRequiredValue(folder),
            MarketCalendar.ByName(parsed.GetRequiredValue(calendar)),
            Topologies[parsed.GetRequiredValue(topology)],
            new PaperTraderOptions
            {
                SlippagePercent = parsed.GetRequiredValue(slippage),
                CommissionPercent = parsed.GetRequiredValue(commission),
            },
            parsed.GetValue(outFolder))));
        return command;
    }

    private static Option<string> Choice(string name, string defaultValue, string[] allowed, string description)
    {
        var list = string.Join(", ", allowed);
        var option = new Option<string>(name)
        {
            Description = $"{description} One of {list}.",
            DefaultValueFactory = _ => defaultValue,
        };
        option.Validators.Add(result =>
        {
            var value = result.Tokens.Count == 0 ? defaultValue : result.Tokens[0].Value;
            if (!allowed.Contains(value))
            {
                result.AddError($"{name} must be one of {list}, not '{value}'.");
            }
        });
        return option;
    }

    private static Option<decimal> Percent(string name, decimal defaultValue, decimal max, string description)
    {
        var range = $"a number from 0 to {max}";
        return new Option<decimal>(name)
        {
            Description = $"{description} In percent, {range}.",
            DefaultValueFactory = _ => defaultValue,
            CustomParser = result => ParsePercent(result, name, max, range),
        };
    }

    private static decimal ParsePercent(ArgumentResult result, string name, decimal max, string range)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        var isNumber = decimal.TryParse(
            text,
            System.Globalization.NumberStyles.AllowDecimalPoint,
            System.Globalization.CultureInfo.InvariantCulture,
            out var value);
        if (!isNumber || value > max)
        {
            result.AddError($"{name} must be {range}, not '{text}'.");
        }

        return value;
    }
}
