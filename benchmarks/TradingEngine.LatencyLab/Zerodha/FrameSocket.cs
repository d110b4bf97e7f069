using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>
/// Kite's ticker as a bare socket on loopback, for one connection: takes the handshake, then sends frames whose bytes were
/// made before, as fast as they are read.
/// </summary>
internal sealed class FrameSocket : IDisposable
{
    private const string HandshakeKey = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int FramesPerSend = 16;
    private const int BufferBytes = 1 << 14;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Thread _thread;
    private Socket? _connection;
    private volatile bool _isEnding;

    public FrameSocket()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Where it listens.</summary>
    public Uri Root => new($"ws://{_listener.LocalEndPoint}");

    public void Dispose()
    {
        _isEnding = true;
        _connection?.Dispose();
        _listener.Dispose();
        _thread.Join();
    }

    private void Run()
    {
        try
        {
            _connection = _listener.Accept();
            ShakeHands(_connection);
            var bytes = MakeFrames();
            while (!_isEnding)
            {
                _connection.Send(bytes);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Closed by the other side, or by the end of the measurement.
        }
    }

    private static void ShakeHands(Socket connection)
    {
        var buffer = new byte[BufferBytes];
        var used = 0;
        while (!HttpBytes.IsWhole(buffer.AsSpan(0, used)))
        {
            used += connection.Receive(buffer.AsSpan(used));
        }

        var head = Encoding.ASCII.GetString(buffer, 0, used);
        const string name = "Sec-WebSocket-Key: ";
        var start = head.IndexOf(name, StringComparison.OrdinalIgnoreCase) + name.Length;
        var key = head[start..head.IndexOf('\r', start)];
#pragma warning disable CA5350 // The handshake of WebSockets is defined with SHA-1.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + HandshakeKey)));
#pragma warning restore CA5350
        connection.Send(Encoding.ASCII.GetBytes(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Accept: {accept}\r\n\r\n"));
    }

    /// <summary>Several frames behind each other, each as a whole binary message.</summary>
    private static byte[] MakeFrames()
    {
        const byte finalBinary = 0x82;
        const byte lengthOfTwoBytes = 126;
        var frames = new FullFrames();
        var bytes = new List<byte>();
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        for (var i = 0; i < FramesPerSend; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)frames[i].Length);
            bytes.AddRange([finalBinary, lengthOfTwoBytes, .. length, .. frames[i]]);
        }

        return [.. bytes];
    }
}
