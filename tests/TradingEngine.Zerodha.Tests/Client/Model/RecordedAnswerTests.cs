using System.Text.Json;
using TradingEngine.TestKit;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;
using TradingEngine.Zerodha.Tests.Client;

namespace TradingEngine.Zerodha.Tests.Client.Model;

/// <summary>Every recorded answer, every field of it.</summary>
[TestFixture]
public sealed class RecordedAnswerTests
{
    private KiteBench _bench = null!;

    [SetUp]
    public async Task StartAsync() => _bench = await KiteBench.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _bench.DisposeAsync();

    [Test]
    public async Task ShouldReadOrders()
    {
        Serve("orders");

        var orders = await _bench.Client.GetOrdersAsync();

        CheckFields("orders", orders);
        Assert.That(orders, Has.Count.EqualTo(5));
        Assert.That(Line(), Is.EqualTo("GET /orders"));
        var first = orders[0];
        Assert.That(first.OrderId, Is.EqualTo("100000000000000"));
        Assert.That(first.ExchangeTimestamp, Is.EqualTo(new DateTimeOffset(2021, 5, 31, 9, 15, 38, TimeSpan.FromHours(5.5))));
        Assert.That(first.AuctionNumber, Is.EqualTo("10"));
        Assert.That((first.Tag, first.Tags.Count, first.ParentOrderId), Is.EqualTo(((string?)null, 0, (string?)null)));
        Assert.That((first.CancelledQuantity, first.PendingQuantity, first.Price), Is.EqualTo((1L, 1L, 72m)));
        Assert.That(orders[2].Tags, Is.EqualTo(new[] { "connect test order2", "XXXXX" }));
        Assert.That(orders[2].AveragePrice, Is.EqualTo(4852m));
        Assert.That(orders[3].Meta!.Value.GetProperty("iceberg").GetProperty("remaining_quantity").GetInt32(), Is.EqualTo(800));
        Assert.That((orders[3].ValidityTtl, orders[3].ExchangeTimestamp), Is.EqualTo((2, (DateTimeOffset?)null)));
        Assert.That((orders[4].Product, orders[4].RequestId), Is.EqualTo(("MTF", (string?)null)));
        Assert.That(orders.Select(order => order.StatusKind), Is.All.EqualTo(KiteOrderStatus.Final));
    }

    [Test]
    public async Task ShouldReadTheHistoryOfAnOrder()
    {
        Serve("orderinfo");

        var states = await _bench.Client.GetOrderHistoryAsync("171124000819854");

        CheckFields("orderinfo", states);
        Assert.That(Line(), Is.EqualTo("GET /orders/171124000819854"));
        Assert.That(states.Select(state => state.StatusKind),
            Is.EqualTo(new[] { KiteOrderStatus.Interim, KiteOrderStatus.Interim, KiteOrderStatus.Final }));
        Assert.That(states[2].StatusMessage, Does.StartWith("RMS:Rule: Check circuit limit"));
        Assert.That((states[0].PendingQuantity, states[0].Quantity), Is.EqualTo((100, 100)));
    }

    [Test]
    public async Task ShouldReadTrades()
    {
        Serve("trades");

        var trades = await _bench.Client.GetTradesAsync();
        var ofOrder = await _bench.Client.GetOrderTradesAsync("151220000000000");

        CheckFields("trades", trades);
        CheckFields("trades", ofOrder);
        Assert.That(_bench.Server.Requests.Select(request => request.Line),
            Is.EqualTo(new[] { "GET /trades", "GET /orders/151220000000000/trades" }));
        Assert.That((trades[0].InstrumentToken, trades[0].AveragePrice, trades[0].Quantity), Is.EqualTo((22, 100.98m, 10)));
        Assert.That(trades[0].FillTimestamp, Is.EqualTo(new DateTimeOffset(2015, 12, 20, 15, 1, 44, TimeSpan.FromHours(5.5))));
    }

    [Test]
    public async Task ShouldReadASlicedOrder()
    {
        Serve("autoslice_response");

        var placed = await _bench.Client.PlaceOrderAsync(KiteBench.Order, KiteCall.Place);

        CheckFields("autoslice_response", placed, "$.children[2].error.data is not read.");
        Assert.That(placed.OrderId, Is.EqualTo("1914227164488687616"));
        Assert.That(placed.Children.Select(child => child.OrderId), Is.EqualTo(new[]
            { "1914227164534824960", "1914227164580962304", null, "1914227164681625600" }));
        Assert.That((placed.Children[2].Error!.Code, placed.Children[2].Error!.Kind), Is.EqualTo((400, KiteErrorKind.Rejected)));
    }

    [Test]
    public async Task ShouldReadPositions()
    {
        Serve("positions");

        var positions = await _bench.Client.GetPositionsAsync();

        CheckFields("positions", positions);
        Assert.That(Line(), Is.EqualTo("GET /portfolio/positions"));
        Assert.That((positions.Net.Count, positions.Day.Count), Is.EqualTo((3, 3)));
        Assert.That((positions.Day[0].Quantity, positions.Day[0].ProfitAndLoss, positions.Day[0].DaySellValue),
            Is.EqualTo((-3, -93m, 93360m)));
        Assert.That((positions.Net[1].BuyPrice, positions.Net[1].MarkToMarket), Is.EqualTo((23139.75m, 276m)));
    }

    [Test]
    public async Task ShouldReadHoldings()
    {
        Serve("holdings");

        var holdings = await _bench.Client.GetHoldingsAsync();

        CheckFields("holdings", holdings);
        Assert.That(Line(), Is.EqualTo("GET /portfolio/holdings"));
        Assert.That(holdings[0].DayChange, Is.EqualTo(0.5999999999999659m));
        Assert.That((holdings[1].AveragePrice, holdings[0].MarginFunding!.Quantity), Is.EqualTo((801.78125m, 1000)));
    }

    [Test]
    public async Task ShouldReadMargins()
    {
        Serve("margins");

        var margins = await _bench.Client.GetMarginsAsync();

        CheckFields("margins", margins);
        Assert.That(Line(), Is.EqualTo("GET /user/margins"));
        Assert.That((margins.Equity!.Net, margins.Commodity!.Available.Cash), Is.EqualTo((1697.7m, -8676.296m)));
    }

    [Test]
    public async Task ShouldAskForTheMarginsOfOrders()
    {
        Serve("order_margins");

        var margins = await _bench.Client.GetOrderMarginsAsync([KiteBench.Order]);

        CheckFields("order_margins", margins);
        Assert.That((margins[0].Total, margins[0].Charges.Gst.Total, margins[0].Charges.SebiTurnoverCharge),
            Is.EqualTo((8.36025m, 0.386496m, 0.0063999999999999994m)));
        var request = _bench.Server.Requests.Single();
        Assert.That((request.Line, request.Headers["Content-Type"]), Is.EqualTo(("POST /margins/orders", "application/json")));
        using var body = JsonDocument.Parse(request.Body);
        using var expected = JsonDocument.Parse("""
            [{"exchange":"NSE","tradingsymbol":"M&M","transaction_type":"BUY","variety":"regular","product":"MIS",
              "order_type":"LIMIT","quantity":10,"price":1234.50,"trigger_price":0}]
            """);
        Assert.That(JsonElement.DeepEquals(body.RootElement, expected.RootElement), Is.True, request.Body);
    }

    [Test]
    public async Task ShouldReadTheProfile()
    {
        Serve("profile");

        var profile = await _bench.Client.GetProfileAsync();

        CheckFields("profile", profile);
        Assert.That(Line(), Is.EqualTo("GET /user/profile"));
        Assert.That((profile.UserName, profile.OrderTypes.Count, profile.UserId), Is.EqualTo(("AxAx Bxx", 4, (string?)null)));
    }

    [Test]
    public async Task ShouldReadTheError()
    {
        Serve("error");

        var error = await KiteBench.FailAsync(() => KiteBench.WriteAsync(_bench.Client, "place"));

        Assert.That((error.Kind, error.HttpStatus, error.ErrorType, error.Message),
            Is.EqualTo((KiteErrorKind.Unknown, 200, "GeneralException", "Generic error message")));
    }

    [Test]
    public void ShouldNoticeADifference()
    {
        using var json = JsonDocument.Parse("""{"order_id":"1","surprise":7,"children":[{"order_id":"2"}]}""");
        var value = JsonSerializer.Deserialize("""{"order_id":"2"}""", KiteJsonContext.Default.KitePlacedOrder);

        Assert.That(JsonMirror.Differences(json.RootElement, value), Has.Count.EqualTo(3));
    }

    private static byte[] Recorded(string name) => File.ReadAllBytes(SharedData.PathOf("kite", $"{name}.json"));

    private static void CheckFields(string name, object value, params string[] known)
    {
        using var document = KiteJson.Parse(Recorded(name));
        Assert.That(JsonMirror.Differences(document.RootElement.GetProperty("data"), value).Where(text => !IsDefault(text)), Is.EqualTo(known));
    }

    // What is null for Kite is an empty list or false here; §1.8 of the facts allows that for tags only.
    private static bool IsDefault(string difference) => difference.Contains(".tags: null", StringComparison.Ordinal);

    private void Serve(string name) => _bench.Server.Script(ScriptedKite.Answer(200, Recorded(name)));

    private string Line() => _bench.Server.Requests.Single().Line;
}
