using Spectre.Console;

namespace TradingEngine.Runner.View;

/// <summary>A bar of a fixed width.</summary>
internal static class Bar
{
    /// <summary>The bar as markup, with a text before it.</summary>
    public static Markup Of(long value, long max, int width, string color, bool isUnicode, string before = "")
    {
        var filled = max > 0 ? (int)Math.Clamp(value * width / max, 0, width) : 0;
        var (full, empty) = isUnicode ? ('━', '─') : ('#', '-');
        return new Markup(
            $"{before}[{color}]{new string(full, filled)}[/][grey37]{new string(empty, width - filled)}[/]");
    }
}
