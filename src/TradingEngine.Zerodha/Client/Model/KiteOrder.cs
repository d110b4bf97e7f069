using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>An order in the account's order book of today. Prices are in rupees; times are India's.</summary>
public sealed record class KiteOrder
{
    /// <summary>Kite's id; digits, as text.</summary>
    public required string OrderId { get; init; }

    /// <summary>Who placed it.</summary>
    public string? PlacedBy { get; init; }

    /// <summary>Whose it is.</summary>
    public string? AccountId { get; init; }

    /// <summary>The exchange's id; null before the exchange has it.</summary>
    public string? ExchangeOrderId { get; init; }

    /// <summary>The first leg of a cover order.</summary>
    public string? ParentOrderId { get; init; }

    /// <summary>Its state, see <see cref="KiteStatus"/>; unknown ones occur and are not final.</summary>
    public required string Status { get; init; }

    /// <summary>Why, for a person.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>Why, in the words of the risk system.</summary>
    public string? StatusMessageRaw { get; init; }

    /// <summary>When Kite took it.</summary>
    public DateTimeOffset? OrderTimestamp { get; init; }

    /// <summary>When it last changed at the exchange.</summary>
    public DateTimeOffset? ExchangeUpdateTimestamp { get; init; }

    /// <summary>When the exchange took it.</summary>
    public DateTimeOffset? ExchangeTimestamp { get; init; }

    /// <summary>A <see cref="KiteVariety"/>.</summary>
    public required string Variety { get; init; }

    /// <summary>Whether it was modified.</summary>
    public bool? Modified { get; init; }

    /// <summary>The exchange.</summary>
    public required string Exchange { get; init; }

    /// <summary>The symbol there.</summary>
    [JsonPropertyName("tradingsymbol")]
    public required string TradingSymbol { get; init; }

    /// <summary>The instrument.</summary>
    public required long InstrumentToken { get; init; }

    /// <summary>A <see cref="KiteOrderType"/>; that of a protected market order is not reliable.</summary>
    public required string OrderType { get; init; }

    /// <summary>A <see cref="KiteSide"/>.</summary>
    public required string TransactionType { get; init; }

    /// <summary>A <see cref="KiteValidity"/>.</summary>
    public required string Validity { get; init; }

    /// <summary>Minutes of a TTL order.</summary>
    public long? ValidityTtl { get; init; }

    /// <summary>A <see cref="KiteProduct"/>, or one that can no longer be ordered.</summary>
    public required string Product { get; init; }

    /// <summary>The whole quantity.</summary>
    public required long Quantity { get; init; }

    /// <summary>What the market may see of it.</summary>
    public long? DisclosedQuantity { get; init; }

    /// <summary>The limit.</summary>
    public decimal? Price { get; init; }

    /// <summary>The trigger.</summary>
    public decimal? TriggerPrice { get; init; }

    /// <summary>The average price of what was traded, rounded by Kite; zero where nothing was.</summary>
    public decimal AveragePrice { get; init; }

    /// <summary>What was traded.</summary>
    public long FilledQuantity { get; init; }

    /// <summary>What was not.</summary>
    public long? PendingQuantity { get; init; }

    /// <summary>What was cancelled.</summary>
    public long? CancelledQuantity { get; init; }

    /// <summary>As ordered, or zero; not reliable.</summary>
    public decimal? MarketProtection { get; init; }

    /// <summary>The number of the auction.</summary>
    public long? AuctionNumber { get; init; }

    /// <summary>The tag that came with it.</summary>
    public string? Tag { get; init; }

    /// <summary>That tag and those that Kite added; empty where Kite says null.</summary>
    [AllowNull]
    public IReadOnlyList<string> Tags { get; init => field = value ?? []; } = [];

    /// <summary>Kite's <c>guid</c>; what it means is not documented.</summary>
    [JsonPropertyName("guid")]
    public string? UniqueId { get; init; }

    /// <summary>Whether nothing more can happen to it.</summary>
    [JsonIgnore]
    public bool IsFinal => KiteStatus.IsFinal(Status);
}
