using TradingEngine.Runner.View;

namespace TradingEngine.Runner.Demo;

/// <summary>Runs the demonstration on the console of the process.</summary>
internal static class DemoHost
{
    /// <summary>Runs to the end of the day or to Ctrl+C.</summary>
    /// <param name="options">The day.</param>
    /// <param name="seconds">How long it takes; null for ten seconds on a terminal, elsewhere no pace.</param>
    /// <returns>The exit status.</returns>
    public static int Execute(DemoOptions options, int? seconds)
    {
        var console = ConsoleFactory.Create(Console.Out, out var isTerminal);
        options = options with { Seconds = seconds ?? (isTerminal ? DemoOptions.DefaultSecondsOnTerminal : 0) };
        using var interrupt = new Interrupt();
        IDemoView view = isTerminal ? new LiveView(console) : new PlainView(Console.Out);
        var result = new DemoRun(options, view).Execute(interrupt.Token);
        new SummaryView(console, isTerminal).Show(result);
        return result.IsInterrupted ? ExitStatus.Interrupted : ExitStatus.Done;
    }
}
