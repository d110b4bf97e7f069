using System.Text.Json;
using TradingEngine.LocalKite.Book;

namespace TradingEngine.LocalKite.Rest;

/// <summary>Orders and trades with the fields of recorded answers.</summary>
internal static class OrderJson
{
    public static void Write(Utf8JsonWriter writer, LocalOrder order, string userId)
    {
        writer.WriteStartObject();
        WriteFields(writer, order, userId);
        writer.WriteEndObject();
    }

    public static void WriteFields(Utf8JsonWriter writer, LocalOrder order, string userId)
    {
        writer.WriteString("account_id", userId);
        writer.WriteString("placed_by", userId);
        writer.WriteString("order_id", order.OrderId);
        writer.WriteString("exchange_order_id", order.ExchangeOrderId);
        writer.WriteNull("parent_order_id");
        writer.WriteString("status", order.Status);
        writer.WriteString("status_message", order.StatusMessage);
        writer.WriteString("status_message_raw", order.StatusMessageRaw);
        writer.WriteString("order_timestamp", IndiaTime.Text(order.Time));
        writer.WriteString("exchange_update_timestamp", TextOf(order.ExchangeUpdateTime));
        writer.WriteString("exchange_timestamp", TextOf(order.ExchangeTime));
        writer.WriteString("variety", order.Variety);
        writer.WriteBoolean("modified", order.Modifications > 0);
        writer.WriteString("exchange", order.Exchange);
        writer.WriteString("tradingsymbol", order.Symbol);
        writer.WriteNumber("instrument_token", order.Token);
        writer.WriteString("order_type", order.OrderType);
        writer.WriteString("transaction_type", order.Side);
        writer.WriteString("validity", order.Validity);
        writer.WriteNumber("validity_ttl", order.ValidityMinutes);
        writer.WriteString("product", order.Product);
        writer.WriteNumber("quantity", order.Quantity);
        writer.WriteNumber("disclosed_quantity", order.DisclosedQuantity);
        writer.WriteNumber("price", Plain(order.Price));
        writer.WriteNumber("trigger_price", Plain(order.TriggerPrice));
        writer.WriteNumber("average_price", Plain(order.AveragePrice));
        writer.WriteNumber("filled_quantity", order.FilledQuantity);
        writer.WriteNumber("pending_quantity", order.PendingQuantity);
        writer.WriteNumber("cancelled_quantity", order.CancelledQuantity);
        writer.WriteNumber("market_protection", Plain(order.MarketProtection));
        WriteMeta(writer, order);
        WriteTags(writer, order);
        writer.WriteString("guid", "01X" + order.OrderId);
        if (order.AuctionNumber > 0)
        {
            writer.WriteNumber("auction_number", order.AuctionNumber);
        }
    }

    public static void Write(Utf8JsonWriter writer, LocalTrade trade)
    {
        writer.WriteStartObject();
        writer.WriteString("trade_id", trade.TradeId);
        writer.WriteString("order_id", trade.OrderId);
        writer.WriteString("exchange_order_id", trade.ExchangeOrderId);
        writer.WriteString("tradingsymbol", trade.Symbol);
        writer.WriteString("exchange", trade.Exchange);
        writer.WriteNumber("instrument_token", trade.Token);
        writer.WriteString("transaction_type", trade.Side);
        writer.WriteString("product", trade.Product);
        writer.WriteNumber("average_price", Plain(trade.Price));
        writer.WriteNumber("quantity", trade.Quantity);
        writer.WriteString("fill_timestamp", IndiaTime.Text(trade.Time));
        writer.WriteString("order_timestamp", IndiaTime.ClockText(trade.OrderTime));
        writer.WriteString("exchange_timestamp", IndiaTime.Text(trade.Time));
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, PlaceResult result)
    {
        writer.WriteStartObject();
        writer.WriteString("order_id", result.OrderId);
        if (result.Children is not null)
        {
            writer.WriteStartArray("children");
            foreach (var child in result.Children)
            {
                WriteChild(writer, child);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>A number without the zeros that a decimal remembers behind its last digit.</summary>
    public static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;

    private static void WriteChild(Utf8JsonWriter writer, SliceResult child)
    {
        writer.WriteStartObject();
        if (child.Error is { } error)
        {
            writer.WriteStartObject("error");
            writer.WriteNumber("code", error.Status);
            writer.WriteString("error_type", error.Type);
            writer.WriteString("message", error.Message);
            writer.WriteNull("data");
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteString("order_id", child.OrderId);
        }

        writer.WriteEndObject();
    }

    private static void WriteMeta(Utf8JsonWriter writer, LocalOrder order)
    {
        writer.WriteStartObject("meta");
        if (order.IcebergLegs > 0)
        {
            writer.WriteStartObject("iceberg");
            writer.WriteNumber("leg", 1);
            writer.WriteNumber("legs", order.IcebergLegs);
            writer.WriteNumber("leg_quantity", order.Quantity / order.IcebergLegs);
            writer.WriteNumber("total_quantity", order.Quantity);
            writer.WriteNumber("remaining_quantity", order.PendingQuantity);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteTags(Utf8JsonWriter writer, LocalOrder order)
    {
        writer.WriteString("tag", order.Tag);
        if (order.Tags.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("tags");
        foreach (var tag in order.Tags)
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
    }

    private static string? TextOf(DateTimeOffset? time) => time is { } value ? IndiaTime.Text(value) : null;
}
