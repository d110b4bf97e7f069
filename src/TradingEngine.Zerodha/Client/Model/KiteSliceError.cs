namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Why a slice was refused.</summary>
public sealed record class KiteSliceError
{
    /// <summary>As an HTTP status.</summary>
    public long Code { get; init; }

    /// <summary>Kite's type of error.</summary>
    public string? ErrorType { get; init; }

    /// <summary>For a person.</summary>
    public string Message { get; init; } = "";
}
