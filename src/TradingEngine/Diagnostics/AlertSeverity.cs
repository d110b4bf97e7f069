namespace TradingEngine.Diagnostics;

/// <summary>How urgent an alert is.</summary>
public enum AlertSeverity
{
    /// <summary>Worth knowing.</summary>
    Information,

    /// <summary>Something is lost or late; trading goes on.</summary>
    Warning,

    /// <summary>Money may be at stake: look now.</summary>
    Critical,
}
