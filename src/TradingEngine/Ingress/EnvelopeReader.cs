using System.Text.Json;

namespace TradingEngine.Ingress;

/// <summary>Reads the fields of an envelope from its bytes, and says what is wrong instead of throwing.</summary>
internal static class EnvelopeReader
{
    /// <typeparam name="TFields">The kind of envelope; a struct, so that its calls are compiled in.</typeparam>
    /// <returns>What is wrong, or null.</returns>
    public static string? Read<TFields>(ReadOnlySpan<byte> utf8Json, ref TFields fields)
        where TFields : struct, IEnvelopeFields, allows ref struct
    {
        try
        {
            var reader = new Utf8JsonReader(utf8Json);
            return fields.Read(ref reader);
        }
        catch (JsonException exception)
        {
            return $"not JSON: {exception.Message}";
        }
        catch (InvalidOperationException exception)
        {
            // A text or a name with half a surrogate pair or broken UTF-8, which the reader finds only when it is used.
            return $"not JSON: {exception.Message}";
        }
    }
}
