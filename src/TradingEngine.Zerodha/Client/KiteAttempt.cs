namespace TradingEngine.Zerodha.Client;

/// <summary>What the handlers know of a request on its way; one for all attempts.</summary>
internal sealed class KiteAttempt
{
    /// <summary>Where it is found in a request.</summary>
    public static readonly HttpRequestOptionsKey<KiteAttempt> Key = new(nameof(KiteAttempt));

    /// <summary>What the request is for.</summary>
    public required KiteCall Call { get; init; }

    /// <summary>How long each attempt may take.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Whether an attempt has been handed to the transport.</summary>
    public bool HasBegun { get; set; }
}
