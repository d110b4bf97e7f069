namespace TradingEngine.Zerodha.Trading;

/// <summary>What is done about a market order whose rest stays open at its protection price.</summary>
public enum RestingPolicy
{
    /// <summary>Its rest is cancelled.</summary>
    Cancel,

    /// <summary>It stays; a person is told.</summary>
    Leave,

    /// <summary>Its price is moved in steps, up to a limit; then the rest is cancelled.</summary>
    Reprice,
}
