using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace TradingEngine.Zerodha.Tests.Ticker;

/// <summary>
/// A WebSocket server by hand for one client: it sends from a thread that waits, and allocates nothing for it.
/// </summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private Socket? _client;

    public RawServer()
    {
        _listener.Start();
    }

    public Uri Root => new($"ws://{_listener.LocalEndpoint}");

    /// <summary>A binary frame with its head, as a server sends it.</summary>
    public static byte[] Encode(byte[] content)
    {
        var head = new byte[4];
        head[0] = 0x82;
        head[1] = 126;
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), checked((ushort)content.Length));
        return [.. head, .. content];
    }

    /// <summary>Waits for the client and answers its handshake.</summary>
    public async Task AcceptAsync()
    {
        _client = await _listener.AcceptSocketAsync().Within();
        var request = new StringBuilder();
        var bytes = new byte[4_096];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            request.Append(Encoding.ASCII.GetString(bytes, 0, await _client.ReceiveAsync(bytes).Within()));
        }

        var key = request.ToString().Split("\r\n")
            .Single(line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase))[18..].Trim();
#pragma warning disable CA5350 // The protocol's own hash; it protects nothing.
        var hash = SHA1.HashData(Encoding.ASCII.GetBytes($"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
#pragma warning restore CA5350
        await _client.SendAsync(Encoding.ASCII.GetBytes(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            $"Sec-WebSocket-Accept: {Convert.ToBase64String(hash)}\r\n\r\n"));
    }

    /// <summary>Sends frames, one by one, and waits where the client does not keep up.</summary>
    public void Send(byte[] encodedFrame, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _client!.Send(encodedFrame);
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _listener.Dispose();
    }
}
