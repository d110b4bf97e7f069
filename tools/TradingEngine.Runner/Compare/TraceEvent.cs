using TradingEngine.Model;

namespace TradingEngine.Runner.Compare;

/// <summary>What a comparison needs of one order event.</summary>
internal readonly record struct TraceEvent
{
    /// <summary>The id of the event, or one that derives from it where it is not a UUID.</summary>
    public required Guid EventId { get; init; }

    /// <summary>What it tells.</summary>
    public required TraceEventKind Kind { get; init; }

    /// <summary>The signal; null in events of the replaced system.</summary>
    public required string? SignalId { get; init; }

    /// <summary>The order; null where it has no id of its own.</summary>
    public required string? OrderId { get; init; }

    /// <summary>The trader, as the payload names it.</summary>
    public required string? Trader { get; init; }

    /// <summary>The strategy; null in some fills of the replaced system.</summary>
    public required string? StrategyId { get; init; }

    /// <summary>The instrument.</summary>
    public required long InstrumentToken { get; init; }

    /// <summary>Bought or sold.</summary>
    public required Side Side { get; init; }

    /// <summary>Of the fill for fills, of the order for the others.</summary>
    public required long Quantity { get; init; }

    /// <summary>The price of a fill; null for the others.</summary>
    public required decimal? Price { get; init; }

    /// <summary>When it happened, with its offset.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Why it failed.</summary>
    public required string? Message { get; init; }

    /// <summary>True for a fill of any kind.</summary>
    public bool IsFill => Kind is TraceEventKind.Fill or TraceEventKind.PartFill or TraceEventKind.LastFill;
}
