using System.Buffers;
using System.Text;
using System.Text.Json;

namespace TradingEngine.LocalKite.Rest;

/// <summary>What goes back to the client.</summary>
internal sealed record Answer(int Status, string ContentType, ReadOnlyMemory<byte> Body, bool IsGzip = false)
{
    private const string Json = "application/json";

    public static Answer Ok(Action<Utf8JsonWriter> data)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("status", "success");
            writer.WritePropertyName("data");
            data(writer);
            writer.WriteEndObject();
        }

        return new Answer(200, Json, buffer.WrittenMemory);
    }

    public static Answer Error(KiteError error)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("status", "error");
            writer.WriteString("message", error.Message);
            writer.WriteNull("data");
            writer.WriteString("error_type", error.Type);
            writer.WriteEndObject();
        }

        return new Answer(error.Status, Json, buffer.WrittenMemory);
    }

    public static Answer Html502() => new(502, "text/html", Encoding.UTF8.GetBytes(
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
        + "<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"));

    public static Answer Empty502() => new(502, "text/html", default);

    public static Answer Malformed() =>
        new(200, Json, Encoding.UTF8.GetBytes("""{"status":"success","data":{"order"""));

    public static Answer TimedOut400() => Error(KiteError.Order(
        "Order request timed out. Please check the order book and confirm before placing again."));
}
