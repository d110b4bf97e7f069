using System.Globalization;

namespace TradingEngine.Hosting.Settings;

/// <summary>A trader in a route: <c>paper</c>, or <c>zerodha:10%</c> for a share of the signals.</summary>
/// <param name="Trader">The name of the trader.</param>
/// <param name="Percent">Its share, 0 to 100 with up to two decimals; null for every signal.</param>
/// <param name="IsValid">False where the share is no such number.</param>
internal readonly record struct RouteTarget(string Trader, decimal? Percent, bool IsValid)
{
    private const decimal PercentMax = 100;
    private const int DecimalsMax = 2;

    /// <summary>Reads a trader of a route.</summary>
    public static RouteTarget Parse(string text)
    {
        var end = text.LastIndexOf(':');
        if (end < 0 || !text.EndsWith('%'))
        {
            return new RouteTarget(text, null, IsValid: true);
        }

        var isNumber = decimal.TryParse(
            text.AsSpan(end + 1, text.Length - end - 2),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var percent);
        var isShare = percent is >= 0 and <= PercentMax && decimal.Round(percent, DecimalsMax) == percent;
        return new RouteTarget(text[..end], percent, isNumber && isShare && end > 0);
    }
}
