using System.Text.Json;

namespace TradingEngine.Ingress;

/// <summary>The fields of one kind of envelope, collected while its JSON is read.</summary>
internal interface IEnvelopeFields
{
    /// <summary>Reads an envelope.</summary>
    /// <returns>What is wrong, or null.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    string? Read(ref Utf8JsonReader reader);
}
