using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>The bytes of a request, made before, on a bare socket: the limit.</summary>
internal sealed class SocketPath : OrderPath
{
    private const string Digits = "0000000000";

    private readonly KiteListener _listener;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _request = MakeRequest();
    private readonly byte[] _answer = new byte[1_024];
    private readonly int _quantityOffset;

    public SocketPath(Arrivals arrivals)
    {
        _listener = new KiteListener(arrivals);
        _quantityOffset = _request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Digits));
        _socket.NoDelay = true;
        _socket.Connect(_listener.EndPoint);
    }

    public override void Send(int number)
    {
        Utf8Formatter.TryFormat(number, _request.AsSpan(_quantityOffset), out _, new('D', (byte)Digits.Length));
        _socket.Send(_request);
        _socket.Receive(_answer);
    }

    public override void Dispose()
    {
        _socket.Dispose();
        _listener.Dispose();
    }

    private static byte[] MakeRequest()
    {
        var body = "exchange=NSE&tradingsymbol=STOCK1&transaction_type=BUY&order_type=MARKET&product=MIS"
            + $"&quantity={Digits}&validity=DAY&market_protection=-1&tag=0123456789abcdefghij";
        return Encoding.ASCII.GetBytes(
            "POST /orders/regular HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Kite-Version: 3\r\nUser-Agent: TradingEngine\r\n"
            + "Authorization: token key:0123456789abcdef0123456789abcdef\r\nAccept-Encoding: gzip, deflate, br\r\n"
            + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
