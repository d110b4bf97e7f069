using System.Runtime.CompilerServices;
using TradingEngine.Model;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>What the last byte of an instrument's token says: the segment, and so the unit of its prices.</summary>
/// <remarks>Source: Kite's own clients; see the packet structure at kite.trade/docs/connect/v3/websocket.</remarks>
internal static class KiteSegment
{
    public const int Cds = 3;
    public const int Bcd = 6;
    public const int Indices = 9;

    private const long RawPerCdsUnit = Price.Scale / 10_000_000;
    private const long RawPerBcdUnit = Price.Scale / 10_000;
    private const long RawPerUnit = Price.Scale / 100;

    public static int Of(uint token) => (int)(token & 0xff);

    /// <summary>How much of <see cref="Price.Raw"/> one unit of a packet's price is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long RawPerUnitOf(uint token) => Of(token) switch
    {
        Cds => RawPerCdsUnit,
        Bcd => RawPerBcdUnit,
        _ => RawPerUnit,
    };
}
