using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;
using TradingEngine.Zerodha.Session;
using TradingEngine.Zerodha.Trading;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>The client for Kite without an engine, called by the thread that has the order.</summary>
internal sealed class ClientPath : OrderPath
{
    private readonly KiteListener _listener;
    private readonly KiteClient _client;

    public ClientPath(Arrivals arrivals)
    {
        _listener = new KiteListener(arrivals);
        var session = new KiteSession(new KiteSessionOptions(), TimeProvider.System);
        session.Set(new KiteToken(KiteSetup.AccessToken, "", TimeProvider.System.GetUtcNow()));
        _client = new KiteClient(KiteSetup.MakeOptions(_listener).Client, session, TimeProvider.System);
    }

    public override void Send(int number)
    {
        var request = new KiteOrderRequest
        {
            Exchange = KiteSetup.Exchange,
            TradingSymbol = "STOCK1",
            TransactionType = KiteTransactionType.Buy,
            OrderType = KiteOrderType.Market,
            Product = KiteProduct.Intraday,
            Quantity = number,
            MarketProtection = OrderTerms.AutomaticProtection,
            Tag = "0123456789abcdefghij",
        };
        _client.PlaceOrderAsync(request, KiteCall.Place, CancellationToken.None).GetAwaiter().GetResult();
    }

    public override void Dispose()
    {
        _client.Dispose();
        _listener.Dispose();
    }
}
