using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace TradingEngine.LocalKite.Tests;

/// <summary>A plain WebSocket client.</summary>
internal sealed class TickerClient : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];

    public static async Task<TickerClient> ConnectAsync(KiteClient kite, string? query = null)
    {
        var client = new TickerClient();
        var address = $"{kite.Server.SocketRoot}?{query ?? $"api_key=local-key&access_token={kite.Token}"}";
        await client._socket.ConnectAsync(new Uri(address), default);
        return client;
    }

    public async Task SendAsync(string text) => await _socket.SendAsync(
        Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, default);

    /// <summary>The next frame, a heartbeat too.</summary>
    public async Task<(WebSocketMessageType Type, byte[] Data)> ReceiveAnyAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var result = await _socket.ReceiveAsync(_buffer.AsMemory(), patience.Token);
        return (result.MessageType, _buffer[..result.Count]);
    }

    /// <summary>The next frame that is no heartbeat.</summary>
    public async Task<(WebSocketMessageType Type, byte[] Data)> ReceiveAsync()
    {
        while (true)
        {
            var frame = await ReceiveAnyAsync();
            if (frame.Data.Length != 1)
            {
                return frame;
            }
        }
    }

    public async Task<JsonElement> ReceiveJsonAsync()
    {
        var (type, data) = await ReceiveAsync();
        Assert.That(type, Is.EqualTo(WebSocketMessageType.Text));
        return JsonDocument.Parse(data).RootElement;
    }

    /// <summary>The order of the next frame: its status.</summary>
    public async Task<string> ReceiveStatusAsync()
    {
        var frame = await ReceiveJsonAsync();
        Assert.That(frame.GetProperty("type").GetString(), Is.EqualTo("order"));
        return frame.GetProperty("data").GetProperty("status").GetString()!;
    }

    /// <summary>The packets of the next frame.</summary>
    public async Task<IReadOnlyList<byte[]>> ReceivePacketsAsync()
    {
        var (type, data) = await ReceiveAsync();
        Assert.That(type, Is.EqualTo(WebSocketMessageType.Binary));
        var packets = new List<byte[]>();
        var offset = 2;
        for (var left = BinaryPrimitives.ReadInt16BigEndian(data); left > 0; left--)
        {
            var length = BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(offset));
            packets.Add(data[(offset + 2)..(offset + 2 + length)]);
            offset += 2 + length;
        }

        Assert.That(offset, Is.EqualTo(data.Length));
        return packets;
    }

    public static int Int(byte[] packet, int offset) => BinaryPrimitives.ReadInt32BigEndian(packet.AsSpan(offset));

    public void Dispose() => _socket.Dispose();
}
