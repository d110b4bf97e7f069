using System.Globalization;
using TradingEngine.Routing;
using TradingEngine.Strategies;

namespace TradingEngine.Hosting.Settings;

/// <summary>
/// A trader in a route: <c>paper</c>, <c>zerodha:10%</c> for a share of the signals, <c>zerodha:shadow</c> and
/// <c>zerodha:shadow:10%</c> for its shadow.
/// </summary>
internal static class RouteTarget
{
    /// <summary>What a text must be.</summary>
    public const string Expectation =
        "must name traders, or a trader and its share such as zerodha:10%, from 0 to 100 with up to two decimals, or its " +
        "shadow such as zerodha:shadow or zerodha:shadow:10%";

    private const string ShadowEnding = ":shadow";

    /// <summary>Reads a trader of a route.</summary>
    /// <returns>False where the share is no such number, or there is no name.</returns>
    public static bool TryParse(string text, out StrategyTrader target)
    {
        var rest = text.AsSpan();
        var percent = StrategyTrader.PercentMax;
        var isRight = true;
        var end = rest.LastIndexOf(':');
        if (end >= 0 && rest.EndsWith("%"))
        {
            isRight = decimal.TryParse(
                rest[(end + 1)..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out percent)
                && RoutingTableBuilder.IsShare(percent);
            rest = rest[..end];
        }

        var isShadow = rest.EndsWith(ShadowEnding);
        var name = isShadow ? rest[..^ShadowEnding.Length] : rest;
        target = new StrategyTrader(name.ToString(), isShadow ? TraderMode.Shadow : TraderMode.Live)
        {
            SharePercent = percent,
        };
        return isRight && name.Length > 0;
    }
}
