using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>
/// As little of Kite as an order needs, on loopback: a blocking thread for each connection notes when the first bytes of
/// a POST were there, and then answers with bytes that were made before. Reads get an empty list, or a profile.
/// </summary>
internal sealed class KiteListener : IDisposable
{
    private const int BufferBytes = 1 << 14;

    private static readonly byte[] Placed = Answer("""{"order_id":"151220000000000"}""");
    private static readonly byte[] Profile = Answer("""{"user_id":"LK0001","broker":"ZERODHA"}""");
    private static readonly byte[] Nothing = Answer("[]");

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _connections = [];
    private readonly Arrivals? _arrivals;

    /// <param name="arrivals">Where orders are noted, by their quantity; null where no order is ever answered.</param>
    public KiteListener(Arrivals? arrivals)
    {
        _arrivals = arrivals;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        StartThread(Accept);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    public void Dispose()
    {
        _listener.Dispose();
        lock (_connections)
        {
            _connections.ForEach(connection => connection.Dispose());
        }
    }

    private static byte[] Answer(string data)
    {
        var body = $$"""{"status":"success","data":{{data}}}""";
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private static void StartThread(Action run)
    {
        var thread = new Thread(() => RunUntilClosed(run)) { IsBackground = true };
        thread.Start();
    }

    private static void RunUntilClosed(Action run)
    {
        try
        {
            run();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The connection or the listener was closed: that is how it ends.
        }
    }

    private void Accept()
    {
        while (true)
        {
            var connection = _listener.Accept();
            connection.NoDelay = true;
            lock (_connections)
            {
                _connections.Add(connection);
            }

            StartThread(() => Serve(connection));
        }
    }

    private void Serve(Socket connection)
    {
        var buffer = new byte[BufferBytes];
        var used = 0;
        var arrivedAt = 0L;
        while (connection.Receive(buffer.AsSpan(used)) is var count and > 0)
        {
            arrivedAt = used == 0 ? Stopwatch.GetTimestamp() : arrivedAt;
            used += count;
            if (HttpBytes.IsWhole(buffer.AsSpan(0, used)))
            {
                TakeRequest(connection, buffer.AsSpan(0, used), arrivedAt);
                used = 0;
            }
        }
    }

    private void TakeRequest(Socket connection, ReadOnlySpan<byte> request, long arrivedAt)
    {
        if (!request.StartsWith("POST "u8))
        {
            connection.Send(request.StartsWith("GET /user/profile"u8) ? Profile : Nothing);
        }
        else if (_arrivals is not null)
        {
            _arrivals.Note(HttpBytes.QuantityOf(request), arrivedAt);
            connection.Send(Placed);
        }
    }
}
