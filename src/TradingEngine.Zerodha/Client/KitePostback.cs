using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Client;

/// <summary>
/// Reads the order updates that Kite posts to the address of an app. For embedders: it is only a reason to read the order
/// book, as <see cref="ZerodhaTrader.OnPostback"/> does.
/// </summary>
public static class KitePostback
{
    /// <summary>Checks that a body comes from Kite, and reads it.</summary>
    /// <param name="body">The body of the request, JSON.</param>
    /// <param name="apiSecret">The secret of the app.</param>
    /// <returns>The order; null where the checksum is wrong or the body cannot be read.</returns>
    /// <remarks>
    /// The checksum is SHA-256 over order_id, order_timestamp as it stands there, and the secret. It is compared in a time
    /// that does not depend on where it differs.
    /// </remarks>
    public static KiteOrder? Read(ReadOnlySpan<byte> body, string apiSecret)
    {
        ArgumentException.ThrowIfNullOrEmpty(apiSecret);
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            var expected = KiteClient.ChecksumOf(
                $"{root.GetProperty("order_id").GetString()}{root.GetProperty("order_timestamp").GetString()}{apiSecret}");
            var given = root.GetProperty("checksum").GetString() ?? "";
            var isGenuine = CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
            return isGenuine ? JsonSerializer.Deserialize(body, KiteJson.Default.KiteOrder) : null;
        }
        catch (Exception exception) when (
            exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }
}
