using Spectre.Console;

namespace TradingEngine.Runner.View;

/// <summary>Makes consoles for Spectre.</summary>
internal static class ConsoleFactory
{
    private const int PlainWidth = 100;

    /// <summary>A console on a writer, without any escape codes where the writer is no terminal.</summary>
    public static IAnsiConsole Create(TextWriter output, out bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        isTerminal = console.Profile.Out.IsTerminal
            && console.Profile.Capabilities is { Ansi: true, Interactive: true };
        return isTerminal ? console : CreatePlain(output);
    }

    /// <summary>A console that writes text only.</summary>
    public static IAnsiConsole CreatePlain(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = PlainWidth;
        return console;
    }
}
