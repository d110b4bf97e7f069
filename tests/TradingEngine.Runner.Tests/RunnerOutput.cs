using System.Globalization;
using System.Text.RegularExpressions;

namespace TradingEngine.Runner.Tests;

/// <summary>What a process left behind.</summary>
/// <param name="ExitCode">Its exit status.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record class RunnerOutput(int ExitCode, string Output, string Error)
{
    /// <summary>The lines on standard error.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The part of the output after the last line about the progress.</summary>
    public string Summary => Output[Output.IndexOf("Totals", StringComparison.Ordinal)..];

    /// <summary>The first number that follows a name in the summary.</summary>
    public decimal Figure(string name) => Figure(Summary, name);

    /// <summary>The first number that follows a name.</summary>
    public static decimal Figure(string text, string name)
    {
        var match = Regex.Match(text, $@"(?<![\w.]){Regex.Escape(name)} +(-?[\d,.]+)");
        Assert.That(match.Success, Is.True, $"There is no figure '{name}' in:\n{text}");
        return decimal.Parse(match.Groups[1].Value, NumberStyles.Number, CultureInfo.InvariantCulture);
    }
}
