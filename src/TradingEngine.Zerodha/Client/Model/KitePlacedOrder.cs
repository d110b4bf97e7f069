using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>What Kite answers to a new order. It does not say that the exchange took it.</summary>
public sealed class KitePlacedOrder : IJsonOnDeserialized
{
    /// <summary>Kite's id; with autoslice that of the parent.</summary>
    [JsonInclude, JsonRequired]
    [JsonConverter(typeof(KiteIdConverter))]
    public string OrderId { get; internal set; } = "";

    /// <summary>The slices, of which some may have failed; empty without autoslice.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteChildrenConverter))]
    public IReadOnlyList<KiteChildOrder> Children { get; internal set; } = [];

    /// <summary>The id.</summary>
    public override string ToString() => OrderId;

    void IJsonOnDeserialized.OnDeserialized()
    {
        if (OrderId.Length == 0)
        {
            throw new JsonException("The order_id is empty.");
        }
    }
}
