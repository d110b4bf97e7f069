namespace TradingEngine.LocalKite.Rest;

/// <summary>What is checked before a call runs.</summary>
internal enum CallGuard
{
    /// <summary>Nothing.</summary>
    Open,

    /// <summary>The version header.</summary>
    Version,

    /// <summary>Version and access token, and the limit of reads.</summary>
    Token,

    /// <summary>Version and access token, the registered address, and the limits of orders.</summary>
    Order,
}
