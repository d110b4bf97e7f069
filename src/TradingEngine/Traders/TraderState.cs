namespace TradingEngine.Traders;

/// <summary>Whether a trader takes orders.</summary>
public enum TraderState
{
    /// <summary>Registered, not initialised yet.</summary>
    Registered,

    /// <summary>Takes orders.</summary>
    Ready,

    /// <summary>Its initialisation failed; its orders fail with that reason.</summary>
    NotInitialized,

    /// <summary>Shut down.</summary>
    ShutDown,
}
