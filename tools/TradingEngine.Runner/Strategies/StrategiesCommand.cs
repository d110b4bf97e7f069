using System.CommandLine;
using TradingEngine.Runner.Configuration;
using TradingEngine.Strategies;

namespace TradingEngine.Runner.Strategies;

/// <summary>The command <c>strategies</c>: which trader trades which strategy, in the store that an engine follows.</summary>
internal static class StrategiesCommand
{
    private const int HistoryMax = 1_000_000;

    public static Command Create()
    {
        var command = new Command(
            "strategies", "Shows and changes which trader trades which strategy; a running engine follows within a second.")
        {
            CreateList(),
            CreateShow(),
            CreateHistory(),
            CreateExport(),
        };
        foreach (var change in StrategyChangeCommands.Create())
        {
            command.Subcommands.Add(change);
        }

        return command;
    }

    private static Command CreateList()
    {
        var json = new Option<bool>("--json") { Description = "Writes one JSON object a line." };
        var command = new Command("list", "Shows all strategies.") { json };
        var settings = new SettingOptions(command);
        command.SetAction(parsed => StrategiesRun.Execute(settings.SourcesOf(parsed), null, async run =>
        {
            new StrategyView(run.Rules, parsed.GetValue(json)).WriteList(await run.ReadAsync());
            return ExitStatus.Done;
        }));
        return command;
    }

    private static Command CreateShow()
    {
        var id = StrategyChangeCommands.IdArgument();
        var json = new Option<bool>("--json") { Description = "Writes a JSON object." };
        var command = new Command("show", "Shows one strategy.") { id, json };
        var settings = new SettingOptions(command);
        command.SetAction(parsed => StrategiesRun.Execute(settings.SourcesOf(parsed), null, async run =>
        {
            var set = await run.ReadAsync();
            var strategy = StrategyEdits.Find(set, parsed.GetRequiredValue(id));
            new StrategyView(run.Rules, parsed.GetValue(json)).WriteOne(set, strategy);
            return ExitStatus.Done;
        }));
        return command;
    }

    private static Command CreateHistory()
    {
        var id = new Argument<string?>("STRATEGY")
        {
            Description = "The strategy or the trader; without it everything.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var count = CommandOptions.Whole("--max", 20, 1, HistoryMax, "Changes at most.");
        var json = new Option<bool>("--json") { Description = "Writes one JSON object a line." };
        var command = new Command("history", "Shows who changed what, newest first.") { id, count, json };
        var settings = new SettingOptions(command);
        command.SetAction(parsed => StrategiesRun.Execute(settings.SourcesOf(parsed), null, async run =>
        {
            var entries = await run.ReadAuditAsync(parsed.GetValue(id), parsed.GetRequiredValue(count));
            new StrategyView(run.Rules, parsed.GetValue(json)).WriteHistory(entries);
            return ExitStatus.Done;
        }));
        return command;
    }

    private static Command CreateExport()
    {
        var command = new Command("export", "Writes everything as JSON, for 'strategies import'.");
        var settings = new SettingOptions(command);
        command.SetAction(parsed => StrategiesRun.Execute(settings.SourcesOf(parsed), null, async run =>
        {
            Console.Out.WriteLine(StrategyJson.Write(await run.ReadAsync()));
            return ExitStatus.Done;
        }));
        return command;
    }
}
