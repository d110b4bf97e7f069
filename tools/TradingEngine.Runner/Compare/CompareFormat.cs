using System.Globalization;
using TradingEngine.Model;

namespace TradingEngine.Runner.Compare;

/// <summary>How states, sides and figures are written, the same in every culture.</summary>
internal static class CompareFormat
{
    /// <summary>The name of a state.</summary>
    public static string NameOf(TraceState state) => state switch
    {
        TraceState.None => "none",
        TraceState.Open => "open",
        TraceState.Part => "part",
        TraceState.Filled => "filled",
        TraceState.Cancelled => "cancelled",
        TraceState.Failed => "failed",
        _ => "unknown",
    };

    /// <summary>The name of a side on the wire.</summary>
    public static string NameOf(Side side) => side == Side.Buy ? "BUY" : "SELL";

    /// <summary>With at most four decimals.</summary>
    public static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A text that stays within its line: what would break it or move the cursor becomes a space.</summary>
    public static string OneLine(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(each => char.IsControl(each) ? ' ' : each)) : text;
}
