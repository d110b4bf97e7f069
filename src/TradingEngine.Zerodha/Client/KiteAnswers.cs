using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Client;

/// <summary>Takes the data out of answers, or tells why there are none. Throws nothing but its own exception.</summary>
internal static class KiteAnswers
{
    private const int ExcerptLengthMax = 100;

    /// <summary>The data of an answer.</summary>
    /// <param name="answer">What came.</param>
    /// <param name="type">What should stand under <c>data</c>.</param>
    /// <param name="secrets">What the exception must not show.</param>
    /// <exception cref="KiteException">It is an error, or not what it should be.</exception>
    public static T Read<T>(KiteAnswer answer, JsonTypeInfo<T> type, ReadOnlySpan<string?> secrets)
        where T : class
    {
        using var document = Parse(answer, secrets);
        try
        {
            return KiteJson.Read(DataOf(document.RootElement), type);
        }
        catch (Exception error)
        {
            throw Malformed(answer, KiteJson.Describe(error), secrets);
        }
    }

    /// <summary>Only that it succeeded; the data may be anything.</summary>
    /// <exception cref="KiteException">It did not, or it is not known.</exception>
    public static void CheckSuccess(KiteAnswer answer, ReadOnlySpan<string?> secrets) =>
        Parse(answer, secrets).Dispose();

    /// <summary>What an answer without data means.</summary>
    public static KiteException Error(KiteAnswer answer, ReadOnlySpan<string?> secrets)
    {
        try
        {
            Parse(answer, secrets).Dispose();
        }
        catch (KiteException error)
        {
            return error;
        }

        return Malformed(answer, "success was not expected", secrets);
    }

    /// <summary>The document of an answer that is a success.</summary>
    private static JsonDocument Parse(KiteAnswer answer, ReadOnlySpan<string?> secrets)
    {
        JsonDocument document;
        try
        {
            document = KiteJson.Parse(answer.Body);
        }
        catch (Exception error)
        {
            throw NoJson(answer, error, secrets);
        }

        try
        {
            var failure = FailureOf(answer, document.RootElement, secrets);
            if (failure is null)
            {
                return document;
            }

            document.Dispose();
            throw failure;
        }
        catch (Exception error) when (error is not KiteException)
        {
            document.Dispose();
            throw Malformed(answer, error.Message, secrets);
        }
    }

    /// <summary>Null for a success: the status says so, the body says so, and no error stands in it.</summary>
    private static KiteException? FailureOf(KiteAnswer answer, JsonElement root, ReadOnlySpan<string?> secrets)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Malformed(answer, $"{root.ValueKind} in place of an object", secrets);
        }

        var status = TextOf(root, "status");
        var errorType = TextOf(root, "error_type");
        if (status == "error" || errorType is not null)
        {
            var message = TextOf(root, "message");
            var kind = KiteErrorTable.Find(answer.Status, errorType, message);
            var text = KiteSecrets.Hide(message, secrets);
            return new KiteException(
                kind, KiteText.Clean(text).Length == 0 ? "Kite gave no reason." : text, answer.Status,
                errorType is null ? null : KiteSecrets.Hide(errorType, secrets));
        }

        if (status != "success")
        {
            return Malformed(answer, "there is neither success nor error", secrets);
        }

        return answer.IsSuccess ? null : Malformed(answer, "the body says success and the status does not", secrets);
    }

    private static JsonElement DataOf(JsonElement root) =>
        root.TryGetProperty("data", out var data) ? data : throw new JsonException("There is no data.");

    private static string? TextOf(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
    }

    private static KiteException NoJson(KiteAnswer answer, Exception error, ReadOnlySpan<string?> secrets)
    {
        var text = Encoding.UTF8.GetString(answer.Body);
        var first = text.AsSpan().TrimStart();
        if (first.Length == 0)
        {
            return Malformed(answer, "the body is empty", secrets);
        }

        // Only HTML is shown: it comes from a gateway, while other text may be a broken answer with a new token in it.
        return first[0] switch
        {
            '{' or '[' => Malformed(answer, $"the JSON is broken: {error.Message}", secrets),
            '<' => Malformed(answer, $"the body is HTML: {Excerpt(text, secrets)}", secrets),
            _ => Malformed(answer, "the body is no JSON", secrets),
        };
    }

    private static string Excerpt(string text, ReadOnlySpan<string?> secrets) =>
        KiteText.Clean(KiteSecrets.Hide(text, secrets), ExcerptLengthMax);

    private static KiteException Malformed(KiteAnswer answer, string problem, ReadOnlySpan<string?> secrets) => new(
        KiteErrorTable.Find(answer.Status),
        $"No answer of Kite (HTTP {KiteText.Write(answer.Status)}): {KiteSecrets.Hide(problem, secrets)}",
        answer.Status);
}
