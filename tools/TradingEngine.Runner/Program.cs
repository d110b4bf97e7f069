using System.CommandLine;
using TradingEngine.Runner.Compare;
using TradingEngine.Runner.Configuration;
using TradingEngine.Runner.Demo;
using TradingEngine.Runner.Instruments;
using TradingEngine.Runner.Journal;
using TradingEngine.Runner.Kafka;
using TradingEngine.Runner.Kite;
using TradingEngine.Runner.Produce;
using TradingEngine.Runner.Replay;
using TradingEngine.Runner.Rollout;
using TradingEngine.Runner.Run;
using TradingEngine.Runner.Strategies;

namespace TradingEngine.Runner;

/// <summary>The console host.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        var root = new RootCommand("Executes trading signals: a demonstration, a service, and replays of recorded days.");
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(ReplayCommand.Create());
        root.Subcommands.Add(ProduceCommand.Create());
        root.Subcommands.Add(BrokerCommand.Create());
        root.Subcommands.Add(StrategiesCommand.Create());
        root.Subcommands.Add(RolloutCommand.Create());
        root.Subcommands.Add(CompareCommand.Create());
        root.Subcommands.Add(CheckConfigCommand.Create());
        root.Subcommands.Add(JournalCommand.Create());
        root.Subcommands.Add(InstrumentsCommand.Create());
        root.Subcommands.Add(KiteCommand.Create());
        var parsed = root.Parse(args.Length == 0 ? [DemoCommand.Name] : args);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"{parsed.Errors[0].Message} {Hint(parsed)}");
            return ExitStatus.WrongUsage;
        }

        return parsed.Invoke();
    }

    /// <summary>What is allowed, where a word is not known; else where to read on.</summary>
    private static string Hint(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count == 0)
        {
            return "See --help.";
        }

        var command = parsed.CommandResult.Command;
        var allowed = command.Subcommands.Select(sub => sub.Name).Concat(command.Options.Select(option => option.Name));
        return $"Allowed here: {string.Join(", ", allowed)}.";
    }
}
