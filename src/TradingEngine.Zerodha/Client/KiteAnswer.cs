using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Client;

/// <summary>Reads the body of an answer. Whatever stands in it, nothing but a <see cref="KiteException"/> comes out.</summary>
internal static class KiteAnswer
{
    private const int OkMin = 200;
    private const int OkMax = 299;
    private const int SnippetBytes = 512;

    /// <summary>The data of an answer.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <param name="type">How it is read.</param>
    /// <param name="secrets">What must not be told.</param>
    /// <exception cref="KiteException">It is an error, or cannot be read.</exception>
    public static T Read<T>(
        int status, ReadOnlySpan<byte> body, JsonTypeInfo<KiteEnvelope<T>> type, ReadOnlySpan<string?> secrets)
        where T : class
    {
        body = WithoutMark(body);
        ThrowIfError(status, body, secrets);
        try
        {
            if (JsonSerializer.Deserialize(body, type) is { Status: "success", Data: { } data })
            {
                return data;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new KiteException(
                KiteErrorKind.Unknown,
                $"Kite's answer cannot be read: {KiteErrors.Clean(exception.Message, secrets)}",
                status,
                innerException: null);
        }

        throw new KiteException(KiteErrorKind.Unknown, "Kite's answer has no data", status);
    }

    /// <summary>Throws where an answer is an error.</summary>
    /// <exception cref="KiteException">It is.</exception>
    public static void ThrowIfError(int status, ReadOnlySpan<byte> body, ReadOnlySpan<string?> secrets)
    {
        body = WithoutMark(body);
        var error = TryReadError(body);
        var isOk = status is >= OkMin and <= OkMax;
        if (isOk && error is null or { Status: "success", ErrorType: null })
        {
            return;
        }

        throw new KiteException(
            KiteErrors.KindOf(status, error?.ErrorType, error?.Message),
            KiteErrors.Describe(status, error?.ErrorType, error?.Message ?? Snippet(body), secrets),
            status,
            error?.ErrorType is { } type ? KiteErrors.Clean(type, secrets) : null);
    }

    private static KiteErrorBody? TryReadError(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, KiteJson.Default.KiteErrorBody);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> body) =>
        body.StartsWith("\uFEFF"u8) ? body[3..] : body;

    private static string Snippet(ReadOnlySpan<byte> body) =>
        Encoding.UTF8.GetString(body[..Math.Min(body.Length, SnippetBytes)]);
}
