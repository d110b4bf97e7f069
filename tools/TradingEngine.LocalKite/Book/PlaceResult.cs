namespace TradingEngine.LocalKite.Book;

/// <summary>What a place call answers.</summary>
/// <param name="OrderId">The order, or the parent of slices.</param>
/// <param name="Children">The slices; null for an order in one piece.</param>
internal sealed record PlaceResult(string OrderId, IReadOnlyList<SliceResult>? Children);
