using System.CommandLine;
using TradingEngine.Markets;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Runner.Replay;

/// <summary>The command <c>replay DIR</c>.</summary>
internal static class ReplayCommand
{
    private static readonly string[] Calendars = [MarketCalendar.AlwaysOpenName, "XNSE", "XNSE-CAS", "XNSE-FO"];

    public static Command Create()
    {
        var folder = new Argument<string>("DIR")
        {
            Description = "The recorded day: a folder with ticks.csv.gz and signals.jsonl.",
        };
        var calendar = CommandOptions.Choice(
            "--calendar", MarketCalendar.AlwaysOpenName, Calendars, "When the market is open.");
        var topology = CommandOptions.Topology();
        var slippage = CommandOptions.Percent(
            "--slippage-percent", 0.05m, 100, "How much worse than the last price a fill is.");
        var commission = CommandOptions.Percent("--commission-percent", 0.1m, 100, "The fee in percent of the value.");
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
            CommandOptions.TopologyOf(parsed.GetRequiredValue(topology)),
            new PaperTraderOptions
            {
                SlippagePercent = parsed.GetRequiredValue(slippage),
                CommissionPercent = parsed.GetRequiredValue(commission),
            },
            parsed.GetValue(outFolder))));
        return command;
    }
}
