using TradingEngine.Model;

namespace TradingEngine.Markets;

/// <summary>What can be traded, as its broker lists it on one day.</summary>
public sealed record class Instrument
{
    /// <summary>
    /// The number under which ticks and signals name it, above zero. Brokers use numbers of expired derivatives again: it is
    /// this instrument's on the day of the list only.
    /// </summary>
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

    /// <summary>Why a quantity cannot be ordered, with the two that are nearest; null where it can.</summary>
    public string? CheckQuantity(long quantity)
    {
        if (!IsTradable)
        {
            return $"{Symbol} cannot be traded";
        }

        var below = quantity / LotSize * LotSize;
        if (below == quantity && quantity > 0)
        {
            return null;
        }

        var reason = $"{quantity} {Symbol} are no multiple of the lot of {LotSize}";
        return below <= 0 ? $"{reason}: {LotSize} is"
            : below > long.MaxValue - LotSize ? $"{reason}: {below} is"
            : $"{reason}: {below} and {below + LotSize} are";
    }

    /// <summary>Why a price cannot be a limit, with the two that are nearest; null where it can.</summary>
    public string? CheckPrice(Price price)
    {
        if (!IsTradable)
        {
            return $"{Symbol} cannot be traded";
        }

        var tick = TickSize.Raw;
        var below = price.Raw / tick * tick;
        if (below == price.Raw && price.IsPositive)
        {
            return null;
        }

        var reason = $"{price} for {Symbol} is off the tick of {TickSize}";
        return below <= 0 ? $"{reason}: {TickSize} is on it"
            : below > long.MaxValue - tick ? $"{reason}: {Price.FromRaw(below)} is on it"
            : $"{reason}: {Price.FromRaw(below)} and {Price.FromRaw(below + tick)} are on it";
    }
}
