using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TradingEngine.Zerodha.Tests.Client;

/// <summary>
/// Answers the first request of each connection and closes it in an orderly way after the second one, whose bytes it has
/// taken: what a gateway does that goes away, and what SocketsHttpHandler likes to repeat.
/// </summary>
internal sealed class CutServer : IAsyncDisposable
{
    private const string Profile = "{\"status\":\"success\",\"data\":{\"broker\":\"ZERODHA\"}}";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;
    private int _requestCount;

    public CutServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Root => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Requests on all connections, the answered ones too.</summary>
    public int RequestCount => Volatile.Read(ref _requestCount);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await ServeAsync(client.GetStream());
                client.Client.Shutdown(SocketShutdown.Both);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        if (!await TakeAsync(stream))
        {
            return;
        }

        var answer = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Profile.Length}\r\n\r\n{Profile}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        await TakeAsync(stream);
    }

    private async Task<bool> TakeAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var bytes = new byte[4_096];
        while (!IsWhole(text.ToString()))
        {
            var length = await stream.ReadAsync(bytes);
            if (length == 0)
            {
                return false;
            }

            text.Append(Encoding.ASCII.GetString(bytes, 0, length));
        }

        Interlocked.Increment(ref _requestCount);
        return true;
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        var header = text[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return text.Length >= end + 4 + (header is null ? 0 : int.Parse(header.Split(':')[1]));
    }
}
