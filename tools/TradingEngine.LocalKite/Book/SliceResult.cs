namespace TradingEngine.LocalKite.Book;

/// <summary>A child of a sliced order: one of the two is set.</summary>
internal readonly record struct SliceResult(string? OrderId, KiteError? Error);
