using System.Text.Json;

namespace TradingEngine.LocalKite.Sockets;

/// <summary>What a client asks for over its socket.</summary>
/// <param name="Action">subscribe, unsubscribe or mode.</param>
/// <param name="Mode">The mode, where that is the action.</param>
/// <param name="Tokens">The instruments.</param>
internal sealed record SocketCommand(string Action, TickMode Mode, IReadOnlyList<long> Tokens)
{
    /// <summary>Null where the text is no command.</summary>
    public static SocketCommand? Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var action = root.GetProperty("a").GetString();
            var value = root.GetProperty("v");
            return action switch
            {
                "subscribe" or "unsubscribe" => new SocketCommand(action, TickMode.Quote, TokensOf(value)),
                "mode" when ModeOf(value[0].GetString()) is { } mode && value.GetArrayLength() == 2 =>
                    new SocketCommand(action, mode, TokensOf(value[1])),
                _ => null,
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static TickMode? ModeOf(string? name) => name switch
    {
        "ltp" => TickMode.Ltp,
        "quote" => TickMode.Quote,
        "full" => TickMode.Full,
        _ => null,
    };

    private static long[] TokensOf(JsonElement tokens) =>
        [.. tokens.EnumerateArray().Select(token => token.GetInt64())];
}
