using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>An order in one of its states, from the order book, its history, the socket or a postback.</summary>
public sealed class KiteOrder
{
    /// <summary>Who placed it.</summary>
    [JsonInclude]
    public string? PlacedBy { get; internal set; }

    /// <summary>The account, where the answer names it.</summary>
    [JsonInclude]
    public string? AccountId { get; internal set; }

    /// <summary>Kite's id.</summary>
    [JsonInclude, JsonRequired]
    [JsonConverter(typeof(KiteIdConverter))]
    public string OrderId { get; internal set; } = "";

    /// <summary>The exchange's id, null before the exchange has the order.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteIdConverter))]
    public string? ExchangeOrderId { get; internal set; }

    /// <summary>The id of the order this one is a part of, null for none.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteIdConverter))]
    public string? ParentOrderId { get; internal set; }

    /// <summary>The status as it came; <see cref="StatusKind"/> says what follows.</summary>
    [JsonInclude, JsonRequired]
    public string Status { get; internal set; } = "";

    /// <summary>Why, for a person, null for none.</summary>
    [JsonInclude]
    public string? StatusMessage { get; internal set; }

    /// <summary>The same in the words of the order system, null for none.</summary>
    [JsonInclude]
    public string? StatusMessageRaw { get; internal set; }

    /// <summary>When Kite registered it, in seconds.</summary>
    [JsonInclude, JsonRequired]
    [JsonConverter(typeof(KiteTimeConverter))]
    public DateTimeOffset OrderTimestamp { get; internal set; }

    /// <summary>When the exchange last changed it, null for never.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteTimeOrNullConverter))]
    public DateTimeOffset? ExchangeUpdateTimestamp { get; internal set; }

    /// <summary>When the exchange registered it, null for never.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteTimeOrNullConverter))]
    public DateTimeOffset? ExchangeTimestamp { get; internal set; }

    /// <summary>Such as <c>regular</c>, see <see cref="KiteVariety"/>.</summary>
    [JsonInclude, JsonRequired]
    public string Variety { get; internal set; } = "";

    /// <summary>Whether it was modified; false where the answer says nothing.</summary>
    [JsonInclude]
    [JsonPropertyName("modified")]
    public bool IsModified { get; internal set; }

    /// <summary>Such as <c>NSE</c>.</summary>
    [JsonInclude, JsonRequired]
    public string Exchange { get; internal set; } = "";

    /// <summary>The symbol at the exchange.</summary>
    [JsonInclude, JsonRequired]
    [JsonPropertyName("tradingsymbol")]
    public string TradingSymbol { get; internal set; } = "";

    /// <summary>Kite's number of the instrument.</summary>
    [JsonInclude]
    [JsonConverter(typeof(InstrumentTokenConverter))]
    public long InstrumentToken { get; internal set; }

    /// <summary>
    /// Such as <c>LIMIT</c>, see <see cref="KiteOrderType"/>. Not reliable for an order with market protection.
    /// </summary>
    [JsonInclude, JsonRequired]
    public string OrderType { get; internal set; } = "";

    /// <summary><c>BUY</c> or <c>SELL</c>.</summary>
    [JsonInclude, JsonRequired]
    public string TransactionType { get; internal set; } = "";

    /// <summary>Such as <c>DAY</c>, see <see cref="KiteValidity"/>.</summary>
    [JsonInclude]
    public string? Validity { get; internal set; }

    /// <summary>Minutes, for the validity <c>TTL</c>.</summary>
    [JsonInclude]
    public int? ValidityTtl { get; internal set; }

    /// <summary>Such as <c>MIS</c>, see <see cref="KiteProduct"/>.</summary>
    [JsonInclude, JsonRequired]
    public string Product { get; internal set; } = "";

    /// <summary>What was ordered, in units.</summary>
    [JsonInclude, JsonRequired]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long Quantity { get; internal set; }

    /// <summary>What the market sees of it, 0 for everything.</summary>
    [JsonInclude]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long DisclosedQuantity { get; internal set; }

    /// <summary>The limit in rupees, 0 for none.</summary>
    [JsonInclude]
    public decimal Price { get; internal set; }

    /// <summary>The trigger in rupees, 0 for none.</summary>
    [JsonInclude]
    public decimal TriggerPrice { get; internal set; }

    /// <summary>The average price of what was filled, 0 before the first fill.</summary>
    [JsonInclude, JsonRequired]
    public decimal AveragePrice { get; internal set; }

    /// <summary>What was filled, in units.</summary>
    [JsonInclude, JsonRequired]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long FilledQuantity { get; internal set; }

    /// <summary>What waits, in units.</summary>
    [JsonInclude, JsonRequired]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long PendingQuantity { get; internal set; }

    /// <summary>What was cancelled, in units.</summary>
    [JsonInclude]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long CancelledQuantity { get; internal set; }

    /// <summary>In percent, as Kite shows it; not reliable.</summary>
    [JsonInclude]
    public decimal? MarketProtection { get; internal set; }

    /// <summary>Further data of Kite, such as the legs of an iceberg.</summary>
    [JsonInclude]
    public JsonElement? Meta { get; internal set; }

    /// <summary>The number of the auction, null for none.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteIdConverter))]
    public string? AuctionNumber { get; internal set; }

    /// <summary>The tag it was placed with, null for none.</summary>
    [JsonInclude]
    public string? Tag { get; internal set; }

    /// <summary>All tags, Kite's own too; empty for none.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteTextsConverter))]
    public IReadOnlyList<string> Tags { get; internal set; } = [];

    /// <summary>Kite's mark of the request, null for none.</summary>
    [JsonInclude]
    [JsonPropertyName("guid")]
    public string? RequestId { get; internal set; }

    /// <summary>What follows from <see cref="Status"/>.</summary>
    [JsonIgnore]
    public KiteOrderStatus StatusKind => KiteOrderStatuses.Find(Status);

    /// <summary>Id, status and what is filled.</summary>
    public override string ToString() =>
        $"{OrderId} {TransactionType} {FilledQuantity}/{Quantity} {Exchange}:{TradingSymbol} {Status}";
}
