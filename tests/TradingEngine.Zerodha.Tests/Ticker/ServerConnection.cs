using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace TradingEngine.Zerodha.Tests.Ticker;

/// <summary>The server's end of a connection. It reads all the time, so that a close is seen.</summary>
internal sealed class ServerConnection
{
    private readonly WebSocket _socket;
    private readonly Action _abort;
    private readonly Channel<string> _texts = Channel.CreateUnbounded<string>();

    public ServerConnection(WebSocket socket, string query, string version, Action abort)
    {
        _socket = socket;
        _abort = abort;
        Query = query;
        Version = version;
        Ended = ReadAsync();
    }

    /// <summary>The query of the handshake.</summary>
    public string Query { get; }

    /// <summary>The header X-Kite-Version of the handshake.</summary>
    public string Version { get; }

    /// <summary>Completes with what the client closed it with; null where it was cut.</summary>
    public Task<WebSocketCloseStatus?> Ended { get; }

    /// <summary>The next text from the client.</summary>
    public Task<string> NextTextAsync() => _texts.Reader.ReadAsync().AsTask().Within();

    /// <summary>Texts that nobody has looked at.</summary>
    public int UnseenCount => _texts.Reader.Count;

    public Task SendAsync(byte[] frame) => _socket.SendAsync(
        frame, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).Within();

    public Task SendAsync(string text) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).Within();

    /// <summary>Sends a frame without a bound on the time, and so without an allocation.</summary>
    public ValueTask SendPlainAsync(byte[] frame) => _socket.SendAsync(
        frame.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

    /// <summary>Sends a frame in pieces of some bytes.</summary>
    public async Task SendInPiecesAsync(byte[] frame, int pieceBytes)
    {
        for (var at = 0; at < frame.Length; at += pieceBytes)
        {
            var piece = frame.AsMemory(at, Math.Min(pieceBytes, frame.Length - at));
            await _socket.SendAsync(
                piece, WebSocketMessageType.Binary, at + pieceBytes >= frame.Length, CancellationToken.None);
        }
    }

    /// <summary>Begins a frame that does not end.</summary>
    public Task SendPartAsync(byte[] part) => _socket.SendAsync(
        part, WebSocketMessageType.Binary, endOfMessage: false, CancellationToken.None).Within();

    /// <summary>Says that it closes, with a reason.</summary>
    public Task CloseAsync(WebSocketCloseStatus status, string reason) =>
        _socket.CloseOutputAsync(status, reason, CancellationToken.None).Within();

    /// <summary>Ends the connection without a word.</summary>
    public void Cut()
    {
        try
        {
            _abort();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    private async Task<WebSocketCloseStatus?> ReadAsync()
    {
        var bytes = new byte[1 << 20];
        var length = 0;
        try
        {
            while (true)
            {
                var read = await _socket.ReceiveAsync(bytes.AsMemory(length), CancellationToken.None);
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    await AnswerCloseAsync();
                    return _socket.CloseStatus;
                }

                length += read.Count;
                if (read.EndOfMessage)
                {
                    _texts.Writer.TryWrite(Encoding.UTF8.GetString(bytes, 0, length));
                    length = 0;
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    private async Task AnswerCloseAsync()
    {
        if (_socket.State == WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
    }
}
