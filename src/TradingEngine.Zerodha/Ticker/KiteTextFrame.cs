using System.Text.Json;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>
/// A text frame of Kite's socket: <c>{"type":"order","data":{…}}</c>, or an error or message with a text.
/// </summary>
internal readonly ref struct KiteTextFrame
{
    private KiteTextFrame(string type, ReadOnlySpan<byte> data, string? text)
    {
        Type = type;
        Data = data;
        Text = text;
    }

    /// <summary>What it is: <c>order</c>, <c>error</c>, <c>message</c> or something new.</summary>
    public string Type { get; }

    /// <summary>The JSON of the data in UTF-8, empty where there is none.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary>The data where it is a text, else null.</summary>
    public string? Text { get; }

    /// <summary>True for an order with its data.</summary>
    public bool IsOrder => Type == "order" && Data is [(byte)'{', ..];

    /// <summary>Reads a frame. This method allocates.</summary>
    /// <returns>False where it is not an object of JSON with a type.</returns>
    public static bool TryRead(ReadOnlySpan<byte> utf8Text, out KiteTextFrame frame)
    {
        try
        {
            return TryReadObject(utf8Text, out frame);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is not valid UTF-8.
            frame = default;
            return false;
        }
    }

    private static bool TryReadObject(ReadOnlySpan<byte> utf8Text, out KiteTextFrame frame)
    {
        var reader = new Utf8JsonReader(utf8Text);
        string? type = null;
        string? text = null;
        ReadOnlySpan<byte> data = default;
        frame = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isData = reader.ValueTextEquals("data"u8);
            reader.Read();
            var isText = reader.TokenType == JsonTokenType.String;
            if (isType && isText)
            {
                type = reader.GetString();
            }

            text = isData && isText ? reader.GetString() : text;
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            data = isData ? utf8Text[start..(int)reader.BytesConsumed] : data;
        }

        // To the end: what follows the object makes the frame a broken one.
        reader.Read();
        frame = new KiteTextFrame(type ?? "", data, text);
        return type is not null;
    }
}
