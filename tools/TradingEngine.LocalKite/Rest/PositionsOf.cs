using TradingEngine.LocalKite.Book;

namespace TradingEngine.LocalKite.Rest;

/// <summary>Adds trades up to positions.</summary>
internal static class PositionsOf
{
    public static IReadOnlyList<PositionRow> Trades(OrderBook book) =>
    [
        .. book.Trades
            .GroupBy(trade => (trade.Token, trade.Product))
            .Select(group => PositionRow.From(group, book.Markets[group.Key.Token].Last)),
    ];
}
