using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TradingEngine.Model;

namespace TradingEngine.Ingress;

/// <summary>
/// Reads <c>validated_signal</c> envelopes of the wire format. Unknown fields are skipped; what is wrong is named.
/// </summary>
/// <remarks>
/// The quantity is <c>validated_quantity</c>, the original's where that is absent or null; the price likewise.
/// Numbers are read from their digits. This type allocates the signal and its texts.
/// </remarks>
public static class SignalJson
{
    /// <summary>Reads one envelope.</summary>
    /// <param name="utf8Json">One JSON object.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="error">What is wrong, with the field's name.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8Json,
        [NotNullWhen(true)] out TradingSignal? signal,
        [NotNullWhen(false)] out string? error)
    {
        signal = null;
        var fields = new SignalFields();
        try
        {
            var reader = new Utf8JsonReader(utf8Json);
            error = fields.Read(ref reader);
        }
        catch (JsonException exception)
        {
            error = $"not JSON: {exception.Message}";
        }
        catch (InvalidOperationException exception)
        {
            // A text or a name with half a surrogate pair or broken UTF-8, which the reader finds only when it is used.
            error = $"not JSON: {exception.Message}";
        }

        error ??= fields.Build(out signal);
        return error is null;
    }
}
