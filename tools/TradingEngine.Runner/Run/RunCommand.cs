using System.CommandLine;
using TradingEngine.Runner.Configuration;

namespace TradingEngine.Runner.Run;

/// <summary>The command <c>run</c>: the service.</summary>
internal static class RunCommand
{
    private const string Description =
        "Runs the engine as a service: signals and ticks from Kafka, order events to Kafka. Ctrl+C or SIGTERM ends it in order.";

    private static readonly Dictionary<string, PriceFeed> Feeds = new()
    {
        ["kafka"] = PriceFeed.Kafka,
        ["kite"] = PriceFeed.Kite,
        ["replay"] = PriceFeed.Replay,
    };

    private const int DefaultTicksPerSecond = 200;
    private const int DefaultDaySeconds = 60;

    public static Command Create()
    {
        var command = new Command("run", Description);
        var settings = new SettingOptions(command);
        var embedded = new Option<bool>("--embedded")
        {
            Description = "With a Kafka broker and a market that never was in the same process, to try things out.",
        };
        var ticks = CommandOptions.Whole(
            "--ticks-per-second", DefaultTicksPerSecond, 0, 100_000, "With --embedded: ticks of the made-up market.");
        var live = new Option<bool>("--live-sim")
        {
            Description = "With --embedded: trades a generated day on paper and at a simulated Zerodha, and compares them.",
        };
        var daySeconds = CommandOptions.Whole(
            "--day-seconds", DefaultDaySeconds, 5, 3_600, "With --live-sim: how long the day takes.");
        var feed = CommandOptions.Choice(
            "--feed", "kafka", [.. Feeds.Keys], "Where prices come from; signals always come from Kafka.");
        var day = new Option<string>("--day")
        {
            Description = "With --feed replay: the recorded day whose prices come now, a folder with ticks.csv.gz and signals.jsonl.",
        };
        var speed = CommandOptions.Speed("With --feed replay: how many times faster than it was");
        var progress = CommandOptions.Whole(
            "--progress-seconds", 5, 0, 3_600, "How often a line tells what was done, 0 for never.");
        command.Options.Add(embedded);
        command.Options.Add(ticks);
        command.Options.Add(live);
        command.Options.Add(daySeconds);
        command.Options.Add(feed);
        command.Options.Add(day);
        command.Options.Add(speed);
        command.Options.Add(progress);
        command.Validators.Add(result =>
        {
            if (result.GetValue(live) && !result.GetValue(embedded))
            {
                result.AddError("--live-sim needs --embedded.");
            }

            var isReplay = result.GetValue(feed) == "replay";
            if (isReplay != result.GetValue(day) is { Length: > 0 })
            {
                result.AddError("--feed replay and --day go together.");
            }

            if (isReplay && result.GetValue(live))
            {
                result.AddError("--live-sim makes its own day; it takes no --feed replay.");
            }
        });
        command.SetAction(parsed => RunHost.Execute(
            settings.SourcesOf(parsed),
            new RunOptions(
                parsed.GetValue(embedded),
                parsed.GetRequiredValue(ticks),
                parsed.GetValue(live) ? parsed.GetRequiredValue(daySeconds) : 0,
                Feeds[parsed.GetRequiredValue(feed)],
                parsed.GetValue(day),
                parsed.GetRequiredValue(speed),
                TimeSpan.FromSeconds(parsed.GetRequiredValue(progress)))));
        return command;
    }
}
