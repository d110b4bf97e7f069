namespace TradingEngine.Zerodha.Client;

/// <summary>What a request carries with it past the handlers.</summary>
internal sealed class KiteRequestState
{
    public static readonly HttpRequestOptionsKey<KiteRequestState> Key = new("kite");

    /// <summary>What the call does.</summary>
    public required KiteCall Call { get; init; }

    /// <summary>Whether the body of the answer is read as it comes.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>Whether the request was given to the network: from then on it may have arrived.</summary>
    public bool MayHaveLeft { get; set; }
}
