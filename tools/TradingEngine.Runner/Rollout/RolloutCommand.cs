using System.CommandLine;
using TradingEngine.Runner.Compare;
using TradingEngine.Runner.Configuration;
using TradingEngine.Runner.Strategies;

namespace TradingEngine.Runner.Rollout;

/// <summary>The command <c>rollout</c>: a strategy goes to a live trader step by step, and back at once.</summary>
internal static class RolloutCommand
{
    private const int SignalsMax = 100_000_000;
    private const int DefaultSignalsMin = 20;

    public static Command Create() =>
        new("rollout", "Brings a strategy to a live trader step by step, where a gate allows it, and back at once.")
        {
            CreateAdvance(),
            CreateRollback(),
        };

    private static Command CreateAdvance()
    {
        var id = StrategyChangeCommands.IdArgument();
        var to = new Option<decimal>("--to")
        {
            Description = "The share of the signals that the trader gets from here on, in percent.",
            Required = true,
            CustomParser = StrategyChangeCommands.ParseShare,
        };
        var trader = TraderOption();
        var gate = CompareCommand.GateOption();
        var signals = CommandOptions.Whole(
            "--min-signals", DefaultSignalsMin, 1, SignalsMax, "With --gate: signals that must be on both sides.");
        var left = new Option<string>("--left")
        {
            Description = $"With --gate, the reference: {TraceSources.Expectation}.",
            DefaultValueFactory = _ => RunnerSettings.PaperName,
        };
        var right = new Option<string?>("--right")
        {
            Description = "With --gate, what is judged; otherwise the trader, or its shadow where it is one so far.",
        };
        var last = SpanOption.Create("--last", "With --gate: only what happened so long ago at most; otherwise since the last change of the strategy");
        var by = StrategyChangeCommands.ByOption();
        var command = new Command("advance", "Gives a trader a larger share of a strategy's signals.")
        {
            id, to, trader, gate, signals, left, right, last, by,
        };
        var settings = new SettingOptions(command);
        command.SetAction(parsed => StrategiesRun.Execute(settings.SourcesOf(parsed), parsed.GetValue(by), run =>
            new Advance(run, parsed.GetRequiredValue(id), parsed.GetRequiredValue(trader)).ExecuteAsync(
                parsed.GetRequiredValue(to),
                parsed.GetValue(gate) is { } asked
                    ? new RolloutGate(
                        asked,
                        parsed.GetRequiredValue(signals),
                        parsed.GetRequiredValue(left),
                        parsed.GetValue(right),
                        parsed.GetValue(last))
                    : null)));
        return command;
    }

    private static Command CreateRollback()
    {
        var id = StrategyChangeCommands.IdArgument();
        var to = CommandOptions.Choice("--to", "off", ["off", "shadow"], "What the trader does from here on.");
        var trader = TraderOption();
        var by = StrategyChangeCommands.ByOption();
        var command = new Command(
            "rollback", "Ends at once that a trader trades a strategy. Orders that are open stay looked after.")
        {
            id, to, trader, by,
        };
        var settings = new SettingOptions(command);
        command.SetAction(parsed => StrategiesRun.Execute(settings.SourcesOf(parsed), parsed.GetValue(by), run =>
            run.ChangeAsync(set => StrategyEdits.Change(
                set,
                parsed.GetRequiredValue(id),
                strategy => StrategyEdits.RollBack(
                    strategy,
                    run.Rules,
                    parsed.GetRequiredValue(trader),
                    toShadow: parsed.GetRequiredValue(to) == "shadow")))));
        return command;
    }

    private static Option<string> TraderOption() => new("--trader")
    {
        Description = $"The trader. The default is {RunnerSettings.ZerodhaName}.",
        DefaultValueFactory = _ => RunnerSettings.ZerodhaName,
    };
}
