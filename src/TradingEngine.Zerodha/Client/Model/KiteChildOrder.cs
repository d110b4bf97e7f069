using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>One slice: either an order or the reason why there is none.</summary>
public sealed class KiteChildOrder : IJsonOnDeserialized
{
    /// <summary>Kite's id, null where the slice failed.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteIdConverter))]
    public string? OrderId { get; internal set; }

    /// <summary>Why there is no order, null where there is one.</summary>
    [JsonInclude]
    public KiteChildError? Error { get; internal set; }

    void IJsonOnDeserialized.OnDeserialized()
    {
        if (string.IsNullOrEmpty(OrderId) == (Error is null))
        {
            throw new JsonException("A child has either an order_id or an error.");
        }
    }
}
