using System.Net.WebSockets;
using System.Threading.Channels;

namespace TradingEngine.LocalKite.Sockets;

/// <summary>One client's socket. Frames wait in a queue, so that the exchange never waits for a client.</summary>
internal sealed class SocketConnection(WebSocket socket, Action cut)
{
    private const int FramesMax = 100_000;
    private const int MessageMax = 1024 * 1024;
    private readonly Channel<(ReadOnlyMemory<byte> Data, WebSocketMessageType Type)> _frames =
        Channel.CreateBounded<(ReadOnlyMemory<byte> Data, WebSocketMessageType Type)>(FramesMax);

    /// <summary>What it is subscribed to. Guarded by the lock of <see cref="LocalSockets"/>.</summary>
    public Dictionary<long, TickMode> Modes { get; } = [];

    /// <summary>Puts a frame behind the others. A client that reads too slowly is cut.</summary>
    public void Send(ReadOnlyMemory<byte> data, WebSocketMessageType type)
    {
        if (!_frames.Writer.TryWrite((data, type)))
        {
            cut();
        }
    }

    public void Cut() => cut();

    /// <summary>Reads and writes until the client or the server ends it.</summary>
    public async Task RunAsync(Action<ReadOnlyMemory<byte>> onText, CancellationToken gone)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(gone);
        var writing = WriteAsync(stop.Token);
        try
        {
            await ReadAsync(onText, stop.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client has gone, or was cut.
        }

        await stop.CancelAsync();
        await writing;
    }

    private async Task ReadAsync(Action<ReadOnlyMemory<byte>> onText, CancellationToken cancellationToken)
    {
        var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                return;
            }

            message.Write(buffer, 0, result.Count);
            if (message.Length > MessageMax)
            {
                cut();
                return;
            }

            if (result.EndOfMessage)
            {
                onText(message.ToArray());
                message.SetLength(0);
            }
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (data, type) in _frames.Reader.ReadAllAsync(cancellationToken))
            {
                await socket.SendAsync(data, type, endOfMessage: true, cancellationToken);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The reading side ends the connection.
        }
    }
}
