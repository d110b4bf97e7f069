namespace TradingEngine.Zerodha.Client.Model;

/// <summary>One slice of an order: taken or refused.</summary>
public sealed record class KiteSlice
{
    /// <summary>Kite's id; null where it was refused.</summary>
    public string? OrderId { get; init; }

    /// <summary>Why it was refused; null where it was taken.</summary>
    public KiteSliceError? Error { get; init; }
}
