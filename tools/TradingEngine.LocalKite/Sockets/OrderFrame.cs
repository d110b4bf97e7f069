using System.Buffers;
using System.Text.Json;
using TradingEngine.LocalKite.Book;
using TradingEngine.LocalKite.Rest;

namespace TradingEngine.LocalKite.Sockets;

/// <summary>An order as a text frame and as the body of a postback.</summary>
internal static class OrderFrame
{
    public static byte[] Frame(LocalOrder order, LocalKiteOptions options) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", "order");
        writer.WriteString("id", "");
        writer.WritePropertyName("data");
        WriteData(writer, order, options, checksum: "");
        writer.WriteEndObject();
    });

    public static byte[] Postback(LocalOrder order, LocalKiteOptions options)
    {
        var checksum = Sessions.Checksum(order.OrderId + IndiaTime.Text(order.Time) + options.ApiSecret);
        return Write(writer => WriteData(writer, order, options, checksum));
    }

    public static byte[] Message(string type, string data) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteString("data", data);
        writer.WriteEndObject();
    });

    private static void WriteData(Utf8JsonWriter writer, LocalOrder order, LocalKiteOptions options, string checksum)
    {
        writer.WriteStartObject();
        writer.WriteString("user_id", options.UserId);
        writer.WriteNumber("unfilled_quantity", order.PendingQuantity);
        writer.WriteString("checksum", checksum);
        OrderJson.WriteFields(writer, order, options.UserId);
        writer.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
