using System.Diagnostics.CodeAnalysis;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>What Kite answers when it has taken an order. That the exchange takes it, too, is not said yet.</summary>
public sealed record class KitePlacedOrder
{
    /// <summary>Kite's id: of the order, or of the one that was sliced.</summary>
    public required string OrderId { get; init; }

    /// <summary>The slices; empty where it was not sliced.</summary>
    [AllowNull]
    public IReadOnlyList<KiteSlice> Children { get; init => field = value ?? []; } = [];
}
