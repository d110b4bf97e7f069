using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Client;

/// <summary>Order updates that Kite posts to an address of the app, for whoever has such a server.</summary>
/// <remarks>
/// The server should answer within two seconds and take the update as a reason to read the order book, not as truth:
/// anything of it but id and time of the order is not covered by the checksum.
/// </remarks>
public static class KitePostback
{
    /// <summary>Bytes of a body at most.</summary>
    public const int SizeMax = 64 << 10;

    /// <summary>Checks where a body comes from and reads it. Never throws because of the body.</summary>
    /// <param name="body">The body of the request, as it came.</param>
    /// <param name="apiSecret">The secret of the app.</param>
    /// <param name="order">The order, null where the body is refused.</param>
    /// <param name="problem">Why it is refused, without secrets, null where it is not.</param>
    /// <returns>Whether there is an order.</returns>
    /// <exception cref="ArgumentException">There is no secret: anybody could make a checksum.</exception>
    public static bool TryRead(
        ReadOnlyMemory<byte> body, string apiSecret, [NotNullWhen(true)] out KiteOrder? order,
        [NotNullWhen(false)] out string? problem)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(apiSecret);
        order = null;
        if (body.Length > SizeMax)
        {
            problem = "The body is too large.";
            return false;
        }

        try
        {
            using var document = KiteJson.Parse(body);
            problem = Check(document.RootElement, apiSecret);
            order = problem is null ? KiteJson.ReadOrder(document.RootElement) : null;
        }
        catch (Exception error)
        {
            var text = KiteSecrets.Hide(KiteJson.Describe(error), [apiSecret]);
            problem = KiteText.Clean($"The body is no order: {text}");
        }

        return order is not null;
    }

    private static string? Check(JsonElement root, string apiSecret)
    {
        if (root.ValueKind != JsonValueKind.Object
            || TextOf(root, "order_id") is not { } orderId
            || TextOf(root, "order_timestamp") is not { } timestamp
            || TextOf(root, "checksum") is not { } checksum)
        {
            return "The body has no order_id, order_timestamp or checksum.";
        }

        return KiteChecksum.IsRight(checksum, orderId, timestamp, apiSecret) ? null : "The checksum is wrong.";
    }

    private static string? TextOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
