using System.CommandLine;
using TradingEngine.Runner.Configuration;

namespace TradingEngine.Runner.Compare;

/// <summary>The command <c>compare</c>.</summary>
internal static class CompareCommand
{
    private const string Description =
        "Says signal by signal how the orders of two traders differ, and whether that is within bounds.";

    private const int SignalsMax = 100_000_000;

    public static Command Create()
    {
        var left = Side("--left", "The reference");
        var right = Side("--right", "What is judged");
        var gate = GateOption();
        var signals = CommandOptions.Whole(
            "--min-signals", 1, 1, SignalsMax, "With --gate: signals that must be on both sides.");
        var strategy = new Option<string?>("--strategy") { Description = "Only the signals of one strategy." };
        var last = SpanOption.Create("--last", "Only what happened so long ago at most");
        var json = new Option<bool>("--json") { Description = "Writes one JSON object with every signal." };
        var command = new Command("compare", Description)
        {
            left, right, gate, signals, strategy, last, json,
        };
        var settings = new SettingOptions(command);
        command.Validators.Add(result =>
        {
            var isGated = result.GetResult(gate) is { Implicit: false };
            if (!isGated && result.GetResult(signals) is { Implicit: false })
            {
                result.AddError("--min-signals needs --gate.");
            }
        });
        command.SetAction(parsed => CompareRun.Execute(
            new CompareOptions(
                parsed.GetRequiredValue(left),
                parsed.GetRequiredValue(right),
                parsed.GetValue(gate),
                parsed.GetRequiredValue(signals),
                new TraceFilter(parsed.GetValue(strategy), TimeProvider.System.GetUtcNow() - parsed.GetValue(last)),
                parsed.GetValue(json)),
            settings.SourcesOf(parsed)));
        return command;
    }

    private static Option<string> Side(string name, string role)
    {
        var option = new Option<string>(name) { Description = $"{role}: {TraceSources.Expectation}.", Required = true };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !TraceSources.IsSide(result.Tokens[0].Value))
            {
                result.AddError($"{name} must be {TraceSources.Expectation}, not '{result.Tokens[0].Value}'.");
            }
        });
        return option;
    }

    /// <summary>The option <c>--gate</c>.</summary>
    public static Option<Gate?> GateOption() => new("--gate")
    {
        Description = $"What right may be worse, with commas between: {GateTerm.Expectation}.",
        CustomParser = result =>
        {
            if (!Gate.TryParse(result.Tokens.Count == 0 ? "" : result.Tokens[0].Value, out var gate, out var error))
            {
                result.AddError($"--gate: {error}");
            }

            return gate;
        },
    };
}
