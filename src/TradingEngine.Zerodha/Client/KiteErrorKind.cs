namespace TradingEngine.Zerodha.Client;

/// <summary>What a failed call means for what it asked for.</summary>
public enum KiteErrorKind
{
    /// <summary>It may have been done: no answer, a broken one, or one that says nothing.</summary>
    Unknown,

    /// <summary>It was certainly not done: the broker refused it.</summary>
    Rejected,

    /// <summary>It was certainly not done: the access token is missing, over or wrong.</summary>
    NeedsLogin,

    /// <summary>It was certainly not done: too many calls.</summary>
    RateLimited,

    /// <summary>It was certainly not done: it never left.</summary>
    NotSent,
}
