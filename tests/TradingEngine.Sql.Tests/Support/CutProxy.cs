using System.Net;
using System.Net.Sockets;

namespace TradingEngine.Sql.Tests.Support;

/// <summary>Stands between a client and a server, and cuts the connection after so many bytes of the server.</summary>
internal sealed class CutProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _serverPort;
    private long _bytesLeft = long.MaxValue;

    public CutProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts every connection when the server has sent so many bytes more.</summary>
    public void CutAfter(long bytes) => Volatile.Write(ref _bytesLeft, bytes);

    /// <summary>Lets everything through again.</summary>
    public void Mend() => Volatile.Write(ref _bytesLeft, long.MaxValue);

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort);
                await Task.WhenAny(
                    client.GetStream().CopyToAsync(server.GetStream(), _end.Token),
                    CopyAnswersAsync(server.GetStream(), client.GetStream()));
            }
            catch (Exception exception) when (exception is IOException or SocketException)
            {
                // One of the two has gone.
            }
        }
    }

    private async Task CopyAnswersAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[4_096];
        while (await from.ReadAsync(buffer, _end.Token) is var count and > 0)
        {
            var left = Interlocked.Add(ref _bytesLeft, -count) + count;
            await to.WriteAsync(buffer.AsMemory(0, (int)Math.Clamp(left, 0, count)), _end.Token);
            if (left <= count)
            {
                return;
            }
        }
    }
}
