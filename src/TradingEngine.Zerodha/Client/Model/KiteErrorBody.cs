namespace TradingEngine.Zerodha.Client.Model;

/// <summary>The part of an answer that says what is wrong.</summary>
internal sealed record class KiteErrorBody
{
    public string? Status { get; init; }

    public string? Message { get; init; }

    public string? ErrorType { get; init; }
}
