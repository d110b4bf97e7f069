using TradingEngine.LocalKite;
using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.TestKit.Conformance;
using TradingEngine.Traders;

namespace TradingEngine.Zerodha.Tests.Conformance;

/// <summary>A Zerodha trader over a local Kite, without order updates: nothing happens before it is asked.</summary>
public sealed class LocalKiteStage : ITraderStage
{
    private static readonly IEnumerable<int> Tokens = Enumerable.Range(1, 100);

    private readonly List<ZerodhaTrader> _traders = [];
    private LocalKiteServer? _server;
    private string? _token;

    /// <inheritdoc/>
    public TraderFeatures Features =>
        (TraderFeatures.All & ~TraderFeatures.SendsOnce) | TraderFeatures.TellsLater;

    /// <inheritdoc/>
    public InstrumentRegistry Instruments { get; } = InstrumentRegistry.Create(
        Tokens.Select(token => new Instrument
        {
            Token = token,
            Symbol = $"STOCK{token}",
            Exchange = "NSE",
            TickSize = Price.Parse("0.05"),
            LotSize = 1,
        }));

    /// <inheritdoc/>
    public IReadOnlyList<string> Secrets => [TestKite.ApiKey, TestKite.ApiSecret, Token];

    /// <inheritdoc/>
    public IReadOnlyList<ReceivedOrder> Received =>
    [
        .. Server.Exchange.Orders.Where(order => OrderId.TryParse(order.Tag, out _)).Select(order => new ReceivedOrder(
            order.Tag!,
            order.Side == "BUY" ? Side.Buy : Side.Sell,
            order.Quantity,
            order.FilledQuantity,
            !order.IsFinal)),
    ];

    private LocalKiteServer Server => _server ??= LocalKiteServer.StartAsync(TestKite.ServerOptions(
        [.. Tokens.Select(token => new LocalInstrument(token, $"STOCK{token}", "NSE", 0.05m, 1, 100))]))
        .GetAwaiter().GetResult();

    private string Token => _token ??= Server.CreateAccessToken();

    /// <inheritdoc/>
    public ITrader CreateTrader()
    {
        var trader = new ZerodhaTrader(TestKite.OptionsFor(Server, Token, options => options.HasOrderUpdates = false));
        _traders.Add(trader);
        return trader;
    }

    /// <inheritdoc/>
    public void Script(StageAct act) => Server.Faults.Script(act switch
    {
        StageAct.FillInPart => LocalAct.FillInPart(4),
        StageAct.Rest => LocalAct.Rest(),
        StageAct.Reject => LocalAct.Reject("Insufficient funds."),
        StageAct.LoseAnswer => LocalAct.Fill().Answering(LocalAct.CutAfterTaken()),
        _ => LocalAct.Fill(),
    });

    /// <inheritdoc/>
    public void Fill(string tag, long quantity, Price price) =>
        Server.Exchange.Fill(tag, quantity, price.ToDecimal());

    /// <inheritdoc/>
    public void SetDown(bool isDown) => Server.SetDown(isDown);

    /// <inheritdoc/>
    public void AddForeignOrder() => Server.Exchange.AddForeignOrder("someone-else");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _traders.ForEach(trader => trader.Dispose());
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
