namespace TradingEngine.Zerodha.Client.Model;

/// <summary>The positions of an account.</summary>
public sealed record class KitePositions
{
    /// <summary>With what is held since before today.</summary>
    public required IReadOnlyList<KitePosition> Net { get; init; }

    /// <summary>Of today alone.</summary>
    public required IReadOnlyList<KitePosition> Day { get; init; }
}
