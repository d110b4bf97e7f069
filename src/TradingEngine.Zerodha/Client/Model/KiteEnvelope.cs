namespace TradingEngine.Zerodha.Client.Model;

/// <summary>What every answer of Kite is wrapped in.</summary>
internal sealed record class KiteEnvelope<T>
{
    public string? Status { get; init; }

    public string? Message { get; init; }

    public string? ErrorType { get; init; }

    public T? Data { get; init; }
}
