namespace TradingEngine.Zerodha.Client.Model;

/// <summary>The money of an account by segment, in rupees.</summary>
public sealed record class KiteMargins
{
    /// <summary>Equity and derivatives on it.</summary>
    public KiteSegmentMargin? Equity { get; init; }

    /// <summary>Commodities.</summary>
    public KiteSegmentMargin? Commodity { get; init; }
}
