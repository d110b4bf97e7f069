using TradingEngine.Model;

namespace TradingEngine.Markets;

/// <summary>What can be traded, as its broker lists it on one day.</summary>
public sealed record class Instrument
{
    /// <summary>The number under which ticks and signals name it, above zero. Brokers use numbers of expired
    /// derivatives again: it is this instrument's on the day of the list only.</summary>
    public required long Token { get; init; }

    /// <summary>The symbol under which it is traded at <see cref="Exchange"/>, such as <c>INFY</c>.</summary>
    public required string Symbol { get; init; }

    /// <summary>The exchange, such as <c>NSE</c>.</summary>
    public required string Exchange { get; init; }

    /// <summary>The name of the company or the underlying; may be empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The last day of a derivative; null for what does not expire.</summary>
    public DateOnly? Expiry { get; init; }

    /// <summary>The strike price of an option; zero for everything else.</summary>
    public Price Strike { get; init; }

    /// <summary>Prices of orders are multiples of it; zero for an index, which cannot be traded.</summary>
    public Price TickSize { get; init; }

    /// <summary>Quantities of orders are multiples of it; zero for an index.</summary>
    public long LotSize { get; init; }

    /// <summary>The kind: <c>EQ</c>, <c>FUT</c>, <c>CE</c>, <c>PE</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>The part of the exchange, such as <c>NSE</c>, <c>NFO-OPT</c>, <c>INDICES</c>.</summary>
    public string Segment { get; init; } = "";

    /// <summary>False for an index.</summary>
    public bool IsTradable => TickSize.IsPositive && LotSize > 0;
}
