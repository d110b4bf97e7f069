using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Reads JSON within bounds.</summary>
internal static class KiteJson
{
    private const int DepthMax = 32;

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = DepthMax,

        // Which of two order ids would be the right one?
        AllowDuplicateProperties = false,
    };

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Without the mark of UTF-8 at the beginning.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Mark) ? bytes[Mark.Length..] : bytes;

    /// <summary>The document, to be disposed by the caller.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> bytes) =>
        JsonDocument.Parse(bytes.Span.StartsWith(Mark) ? bytes[Mark.Length..] : bytes, Options);

    /// <summary>A value of a type.</summary>
    /// <exception cref="JsonException">Something is missing or of a wrong type.</exception>
    public static T Read<T>(JsonElement element, JsonTypeInfo<T> type)
        where T : class
    {
        var value = element.Deserialize(type) ?? throw new JsonException("There is null in place of a value.");
        if (value is IReadOnlyList<object?> list)
        {
            CheckElements(list);
        }

        return value;
    }

    /// <summary>One order, from a frame of the socket or a postback.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static KiteOrder ReadOrder(JsonElement element) => Read(element, KiteJsonContext.Default.KiteOrder);

    /// <summary>What is wrong, and where.</summary>
    public static string Describe(Exception error)
    {
        var path = (error as JsonException)?.Path;
        return path is null || error.Message.Contains("Path:", StringComparison.Ordinal)
            ? error.Message
            : $"{error.Message} Path: {path}";
    }

    /// <summary>Refuses null in a list.</summary>
    /// <exception cref="JsonException">There is one.</exception>
    public static void CheckElements(IReadOnlyList<object?> list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is null)
            {
                throw new JsonException($"There is null in place of element {i}.");
            }
        }
    }
}
