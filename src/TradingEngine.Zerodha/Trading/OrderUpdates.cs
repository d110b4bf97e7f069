using Microsoft.Extensions.Logging;
using TradingEngine.Model;
using TradingEngine.Traders;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;
using TradingEngine.Zerodha.Session;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Trading;

/// <summary>
/// Listens to Kite's order updates. They come in any order, twice, or not at all, so each is only a reason to read the
/// order book.
/// </summary>
internal sealed class OrderUpdates : IKiteOrderListener, IDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly KiteOrderStream _stream;
    private readonly DoubtfulOrders _doubtful;
    private readonly TraderContext _context;
    private volatile bool _isConnected;
    private int _isStarted;

    public OrderUpdates(
        KiteClientOptions options, KiteSession session, DoubtfulOrders doubtful, TraderContext context)
    {
        _doubtful = doubtful;
        _context = context;
        _stream = new KiteOrderStream(
            TickerOptionsOf(options), () => session.Current?.AccessToken, this, context.TimeProvider, context.Logger);
    }

    /// <summary>Whether updates can come.</summary>
    public bool IsConnected => _isConnected;

    /// <summary>Updates that came, repeated ones and those about others' orders too.</summary>
    public long Count => _stream.OrderUpdateCount;

    /// <summary>Begins to listen, once.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            _stream.Start();
        }
    }

    /// <summary>Listens no more.</summary>
    public Task StopAsync() => _stream.StopAsync(StopTimeout);

    public void Dispose() => _stream.Dispose();

    /// <inheritdoc/>
    public void OnConnected()
    {
        _isConnected = true;
        _context.Logger.UpdatesConnected(_context.Name);

        // What happened before is in no update.
        _context.RequestReconciliation();
    }

    /// <inheritdoc/>
    public void OnDisconnected(string reason, bool needsLogin)
    {
        _isConnected = false;
        _context.Logger.UpdatesLost(_context.Name, reason);
    }

    /// <inheritdoc/>
    public void OnOrder(KiteOrderFrame order)
    {
        if (OrderId.TryParse(order.Tag, out var id))
        {
            _doubtful.Hear(id);
            _context.RequestReconciliation();
        }
        else if (order.Tag is null)
        {
            // A slice may carry no tag of ours.
            _context.RequestReconciliation();
        }
    }

    /// <summary>The options of Kite's sockets that follow from those of the client.</summary>
    internal static KiteTickerOptions TickerOptionsOf(KiteClientOptions options)
    {
        var query = new KiteForm();
        foreach (var (name, value) in options.SocketQuery)
        {
            query.Add(name, value);
        }

        return new KiteTickerOptions
        {
            ApiKey = options.ApiKey,
            SocketRoot = options.SocketRoot,
            SocketQuery = query.IsEmpty ? "" : query.ToString(),
        };
    }
}
