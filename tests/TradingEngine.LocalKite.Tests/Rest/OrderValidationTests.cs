namespace TradingEngine.LocalKite.Tests.Rest;

public sealed class OrderValidationTests
{
    private KiteClient _kite = null!;

    [SetUp]
    public async Task Start() => _kite = await KiteClient.StartAsync();

    [TearDown]
    public async Task Stop() => await _kite.DisposeAsync();

    [TestCase("exchange", null)]
    [TestCase("exchange", "LSE")]
    [TestCase("tradingsymbol", null)]
    [TestCase("tradingsymbol", "NOSUCH")]
    [TestCase("tradingsymbol", "NIFTY 50")]
    [TestCase("transaction_type", null)]
    [TestCase("transaction_type", "buy")]
    [TestCase("order_type", null)]
    [TestCase("order_type", "STOP")]
    [TestCase("product", null)]
    [TestCase("product", "XYZ")]
    [TestCase("quantity", null)]
    [TestCase("quantity", "0")]
    [TestCase("quantity", "-1")]
    [TestCase("quantity", "1.5")]
    [TestCase("quantity", "99999999999999999999")]
    [TestCase("price", null)]
    [TestCase("price", "0")]
    [TestCase("price", "-5")]
    [TestCase("price", "99,5")]
    [TestCase("price", "1e3")]
    [TestCase("validity", "GTC")]
    [TestCase("validity", "TTL")]
    [TestCase("disclosed_quantity", "11")]
    [TestCase("disclosed_quantity", "-1")]
    [TestCase("tag", "123456789012345678901")]
    [TestCase("market_protection", "-2")]
    [TestCase("market_protection", "101")]
    [TestCase("autoslice", "yes")]
    public async Task ShouldRefuseAWrongField(string name, string? value)
    {
        using var response = await _kite.PlaceAsync((name, value));

        await KiteClient.ShouldFailAsync(response, 400, "InputException");
        Assert.That(_kite.Exchange.Orders, Is.Empty);
    }

    [Test]
    public async Task ShouldTakeATagOfTwentyCharacters()
    {
        await _kite.PlaceIdAsync(("tag", "12345678901234567890"));

        Assert.That(_kite.Exchange.Orders[0].Tag, Is.EqualTo("12345678901234567890"));
    }

    [TestCase("MARKET", null)]
    [TestCase("MARKET", "0")]
    [TestCase("SL-M", null)]
    public async Task ShouldRefuseAMarketOrderWithoutProtection(string type, string? protection)
    {
        using var response = await _kite.PlaceAsync(
            ("order_type", type), ("price", null), ("trigger_price", "101"), ("market_protection", protection));

        await KiteClient.ShouldFailAsync(
            response, 400, "InputException",
            "Market orders without market protection are not allowed via API. "
                + "Please set market protection or use a Limit order.");
    }

    [Test]
    public async Task ShouldTakeAMarketOrderWithoutProtectionWhereTheOptionsSaySo()
    {
        await using var kite = await KiteClient.StartAsync(new LocalKiteOptions { RequiresMarketProtection = false });

        await kite.PlaceIdAsync(("order_type", "MARKET"), ("price", null));

        Assert.That(kite.Exchange.Orders[0].Status, Is.EqualTo("COMPLETE"));
    }

    [TestCase("SL", "99", null)]
    [TestCase("SL-M", null, null)]
    public async Task ShouldWantTheTriggerOfAStop(string type, string? price, string? trigger)
    {
        using var response = await _kite.PlaceAsync(
            ("order_type", type), ("price", price), ("trigger_price", trigger), ("market_protection", "2"));

        await KiteClient.ShouldFailAsync(response, 400, "InputException", "trigger_price");
    }

    [TestCase("price", "99.02", "Tick size")]
    [TestCase("quantity", "100000000", "Insufficient funds")]
    public async Task ShouldRejectInTheBook(string name, string value, string reason)
    {
        await _kite.PlaceIdAsync((name, value));

        var order = await _kite.OnlyOrderAsync();
        Assert.That(order.GetProperty("status").GetString(), Is.EqualTo("REJECTED"));
        Assert.That(order.GetProperty("status_message").GetString(), Does.Contain(reason));
        Assert.That(order.GetProperty("pending_quantity").GetInt64(), Is.Zero);
        Assert.That(order.GetProperty("exchange_order_id").GetString(), Is.Null);
    }

    [TestCase("100", "lot size 75")]
    [TestCase("1875", "freeze quantity 1800")]
    public async Task ShouldRejectAWrongQuantityOfADerivative(string quantity, string reason)
    {
        await _kite.PlaceIdAsync(
            ("exchange", "NFO"), ("tradingsymbol", KiteClient.Future), ("quantity", quantity), ("price", "25000"));

        Assert.That(_kite.Exchange.Orders[0].StatusMessage, Does.Contain(reason));
    }

    [Test]
    public async Task ShouldRejectAStopWhoseTriggerHasPassed()
    {
        await _kite.PlaceIdAsync(("order_type", "SL"), ("price", "100"), ("trigger_price", "99"));

        Assert.That(_kite.Exchange.Orders[0].Status, Is.EqualTo("REJECTED"));
    }

    [TestCase("MARKET")]
    [TestCase("SL")]
    [TestCase("SL-M")]
    public async Task ShouldTakeOnlyLimitOrdersInTheSandbox(string type)
    {
        await using var kite = await KiteClient.StartAsync(new LocalKiteOptions { IsLimitOnly = true });

        using var response = await kite.PlaceAsync(
            ("order_type", type), ("trigger_price", "101"), ("market_protection", "2"));

        await KiteClient.ShouldFailAsync(response, 400, "InputException", "LIMIT");
        await kite.PlaceIdAsync();
    }

    [Test]
    public async Task ShouldRejectAPriceOutsideTheBand()
    {
        await using var kite = await KiteClient.StartAsync(new LocalKiteOptions { PriceBandPercent = 2 });

        await kite.PlaceIdAsync(("price", "97.95"));
        await kite.PlaceIdAsync(("price", "98"), ("tag", "t2"));

        Assert.That(
            kite.Exchange.Orders.Select(order => order.Status), Is.EqualTo(new[] { "REJECTED", "OPEN" }));
    }

    [TestCase("/orders/fancy", "", "")]
    [TestCase("/orders/iceberg", "iceberg_legs", "11")]
    [TestCase("/orders/iceberg", "iceberg_legs", "")]
    [TestCase("/orders/auction", "", "")]
    [TestCase("/orders/co", "", "")]
    public async Task ShouldWantTheFieldsOfAVariety(string path, string name, string value)
    {
        using var content = new FormUrlEncodedContent(KiteClient.Form(("iceberg_quantity", "5"), (name, value)));

        using var response = await _kite.Http.PostAsync(path, content);

        await KiteClient.ShouldFailAsync(response, 400, "InputException");
    }

    [TestCase("/orders/iceberg", "iceberg_legs", "2", "OPEN")]
    [TestCase("/orders/auction", "auction_number", "10", "OPEN")]
    [TestCase("/orders/co", "trigger_price", "95", "OPEN")]
    [TestCase("/orders/amo", "variety", "amo", "AMO REQ RECEIVED")]
    public async Task ShouldTakeOtherVarieties(string path, string name, string value, string status)
    {
        using var content = new FormUrlEncodedContent(KiteClient.Form(("iceberg_quantity", "5"), (name, value)));

        using var response = await _kite.Http.PostAsync(path, content);

        await KiteClient.DataAsync(response);
        Assert.That((await _kite.OnlyOrderAsync()).GetProperty("status").GetString(), Is.EqualTo(status));
    }

    [Test]
    public async Task ShouldRefuseABodyThatIsNoForm()
    {
        using var content = new StringContent("""{"exchange":"NSE"}""", null, "application/json");

        using var response = await _kite.Http.PostAsync("/orders/regular", content);

        await KiteClient.ShouldFailAsync(response, 400, "InputException", "exchange");
    }

    [Test]
    public async Task ShouldRefuseWritesFromAnUnregisteredAddress()
    {
        await using var kite = await KiteClient.StartAsync(new LocalKiteOptions { IsIpRegistered = false });

        await KiteClient.ShouldFailAsync(await kite.PlaceAsync(), 403, "PermissionException");
        await KiteClient.ShouldFailAsync(await kite.ModifyAsync("1", ("price", "1")), 403, "PermissionException");
        await KiteClient.ShouldFailAsync(await kite.CancelAsync("1"), 403, "PermissionException");
        Assert.That((await kite.GetAsync("/orders")).GetArrayLength(), Is.Zero);
    }
}
