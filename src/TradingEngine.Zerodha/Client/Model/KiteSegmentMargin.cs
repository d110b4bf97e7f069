namespace TradingEngine.Zerodha.Client.Model;

/// <summary>The money of one segment, in rupees.</summary>
public sealed record class KiteSegmentMargin
{
    /// <summary>Whether the account trades there.</summary>
    public bool Enabled { get; init; }

    /// <summary>What can be used.</summary>
    public required decimal Net { get; init; }

    /// <summary>What there is, by kind.</summary>
    public IReadOnlyDictionary<string, decimal>? Available { get; init; }

    /// <summary>What is used, by kind.</summary>
    public IReadOnlyDictionary<string, decimal>? Utilised { get; init; }
}
