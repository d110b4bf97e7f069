namespace TradingEngine.Model;

/// <summary>
/// The names of shadows: <c>zerodha.shadow</c> is the shadow of the trader <c>zerodha</c>. The name alone says that an
/// order was none: its fills make no position and count in no limit, in this engine, in its journal, and after a restart.
/// </summary>
public static class ShadowName
{
    /// <summary>What every shadow's name ends with, and no other trader's.</summary>
    public const string Ending = ".shadow";

    /// <summary>The shadow of a trader.</summary>
    public static string Of(string trader) => trader + Ending;

    /// <summary>Whether it is a shadow's name.</summary>
    public static bool Is(string trader)
    {
        ArgumentNullException.ThrowIfNull(trader);
        return trader.EndsWith(Ending, StringComparison.Ordinal);
    }
}
