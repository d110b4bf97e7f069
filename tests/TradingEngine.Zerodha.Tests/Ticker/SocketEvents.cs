using System.Text;
using System.Threading.Channels;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Tests.Ticker;

/// <summary>What a socket tells, in its order.</summary>
internal sealed class SocketEvents : ISocketHandler
{
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();

    /// <summary>Events that nobody has looked at.</summary>
    public int UnseenCount => _events.Reader.Count;

    /// <summary>Called in each event.</summary>
    public Action<string>? Then { get; set; }

    public Task<string> NextAsync() => _events.Reader.ReadAsync().AsTask().Within();

    public void OnConnected() => Add("connected");

    public void OnDisconnected(string reason) => Add($"disconnected: {reason}");

    public void OnTokenMissing(string reason) => Add($"no token: {reason}");

    public void OnBinary(ReadOnlySpan<byte> frame) => Add($"binary {Convert.ToHexString(frame)}");

    public void OnText(ReadOnlySpan<byte> utf8Text) => Add($"text {Encoding.UTF8.GetString(utf8Text)}");

    public void OnTooLong() => Add("too long");

    private void Add(string text)
    {
        _events.Writer.TryWrite(text);
        Then?.Invoke(text);
    }
}
