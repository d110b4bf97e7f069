using System.Text.Json;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>What identifies an order in an update of it.</summary>
internal readonly ref struct KiteOrderFrame
{
    private KiteOrderFrame(string orderId, string status, string? tag, ReadOnlySpan<byte> data)
    {
        OrderId = orderId;
        Status = status;
        Tag = tag;
        Data = data;
    }

    /// <summary>The order's id at Kite.</summary>
    public string OrderId { get; }

    /// <summary>Its status as Kite spells it; empty where it was not said.</summary>
    public string Status { get; }

    /// <summary>The tag that it was placed with; null where there is none.</summary>
    public string? Tag { get; }

    /// <summary>The whole order as JSON in UTF-8, valid within the call that it was given to.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Reads the data of an order's frame. This method allocates.</summary>
    /// <returns>False where it is not an object of JSON with an order's id.</returns>
    public static bool TryRead(ReadOnlySpan<byte> utf8Json, out KiteOrderFrame order)
    {
        order = default;
        try
        {
            return TryReadObject(utf8Json, out order);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryReadObject(ReadOnlySpan<byte> utf8Json, out KiteOrderFrame order)
    {
        var reader = new Utf8JsonReader(utf8Json);
        string? orderId = null;
        string? status = null;
        string? tag = null;
        order = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isOrderId = reader.ValueTextEquals("order_id"u8);
            var isStatus = reader.ValueTextEquals("status"u8);
            var isTag = reader.ValueTextEquals("tag"u8);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && (isOrderId || isStatus || isTag))
            {
                var text = reader.GetString();
                orderId = isOrderId ? text : orderId;
                status = isStatus ? text : status;
                tag = isTag ? text : tag;
            }

            reader.Skip();
        }

        order = new KiteOrderFrame(orderId ?? "", status ?? "", tag, utf8Json);
        return !string.IsNullOrEmpty(orderId);
    }
}
