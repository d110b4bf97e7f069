using System.CommandLine;

namespace TradingEngine.Runner.Compare;

/// <summary>The command <c>compare</c>.</summary>
internal static class CompareCommand
{
    private const string Description =
        "Says signal by signal how the orders of two traders differ, and whether that is within bounds.";

    private const string SideDescription =
        "a file with an order event a line, a trader such as paper, or a topic such as paper.orders.filled.";

    private const int SignalsMax = 100_000_000;

    public static Command Create()
    {
        var left = Side("--left", "The reference");
        var right = Side("--right", "What is judged");
        var gate = GateOption();
        var signals = CommandOptions.Whole(
            "--min-signals", 1, 1, SignalsMax, "With --gate: signals that must be on both sides.");
        var strategy = new Option<string?>("--strategy") { Description = "Only the signals of one strategy." };
        var json = new Option<bool>("--json") { Description = "Writes one JSON object with every signal." };
        var command = new Command("compare", Description) { left, right, gate, signals, strategy, json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(signals) is { Implicit: false } && result.GetResult(gate) is null or { Implicit: true })
            {
                result.AddError("--min-signals needs --gate.");
            }
        });
        command.SetAction(parsed => CompareRun.Execute(new CompareOptions(
            parsed.GetRequiredValue(left),
            parsed.GetRequiredValue(right),
            parsed.GetValue(gate),
            parsed.GetRequiredValue(signals),
            new TraceFilter(parsed.GetValue(strategy)),
            parsed.GetValue(json))));
        return command;
    }

    private static Option<string> Side(string name, string role) =>
        new(name) { Description = $"{role}: {SideDescription}", Required = true };

    private static Option<Gate?> GateOption() => new("--gate")
    {
        Description = $"What right may be worse, with commas between: {GateTerm.Expectation}.",
        CustomParser = result =>
        {
            if (!Gate.TryParse(result.Tokens[0].Value, out var gate, out var error))
            {
                result.AddError($"--gate: {error}");
            }

            return gate;
        },
    };
}
