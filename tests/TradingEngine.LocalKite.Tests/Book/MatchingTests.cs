namespace TradingEngine.LocalKite.Tests.Book;

public sealed class MatchingTests
{
    private KiteClient _kite = null!;

    [SetUp]
    public async Task Start() => _kite = await KiteClient.StartAsync(new LocalKiteOptions
    {
        TimeProvider = KiteClient.NewClock(),
        MarketDepthQuantity = 6,
        OrdersPerSecond = 0,
        ModificationsPerOrder = 2,
    });

    [TearDown]
    public async Task Stop() => await _kite.DisposeAsync();

    private LocalOrder Order => _kite.Exchange.Orders[0];

    [TestCase("BUY", "2", 102)]
    [TestCase("SELL", "2", 98)]
    [TestCase("BUY", "-1", 103)]
    [TestCase("BUY", "0.33", 100.3)]
    [TestCase("SELL", "0.33", 99.7)]
    public async Task ShouldTurnAProtectedMarketOrderIntoALimitOrder(string side, string protection, decimal price)
    {
        await MarketAsync(side, protection);

        Assert.That((Order.OrderType, Order.Price), Is.EqualTo(("LIMIT", price)));
        Assert.That(Order.MarketProtection, Is.EqualTo(protection == "-1" ? 0 : decimal.Parse(protection)));
    }

    [Test]
    public async Task ShouldLeaveTheRestOpenUntilThePriceComesBack()
    {
        await MarketAsync("BUY", "2");
        var first = Order;
        _kite.Exchange.SetPrice(KiteClient.Sbin, 103);
        var away = Order;
        _kite.Exchange.SetPrice(KiteClient.Sbin, 101);

        Assert.That((first.Status, first.FilledQuantity, first.PendingQuantity), Is.EqualTo(("OPEN", 6L, 4L)));
        Assert.That(away, Is.EqualTo(first));
        Assert.That((Order.Status, Order.FilledQuantity), Is.EqualTo(("COMPLETE", 10L)));
        Assert.That(Order.AveragePrice, Is.EqualTo(100.4m));
        Assert.That(_kite.Exchange.Trades.Select(trade => trade.Price), Is.EqualTo(new[] { 100m, 101m }));
    }

    [Test]
    public async Task ShouldCancelTheRestOfAnImmediateOrder()
    {
        await _kite.PlaceIdAsync(
            ("order_type", "MARKET"), ("price", null), ("market_protection", "2"), ("validity", "IOC"));

        Assert.That(
            (Order.Status, Order.FilledQuantity, Order.CancelledQuantity), Is.EqualTo(("CANCELLED", 6L, 4L)));
    }

    [Test]
    public async Task ShouldCancelAnOrderWhoseMinutesAreOver()
    {
        await _kite.PlaceIdAsync(("validity", "TTL"), ("validity_ttl", "2"));

        _kite.Clock.Advance(TimeSpan.FromSeconds(119));
        Assert.That(Order.Status, Is.EqualTo("OPEN"));
        _kite.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Order.Status, Is.EqualTo("CANCELLED"));
    }

    [Test]
    public async Task ShouldTriggerAStop()
    {
        await _kite.PlaceIdAsync(("order_type", "SL"), ("price", "103"), ("trigger_price", "102"));
        var waiting = Order.Status;

        _kite.Exchange.SetPrice(KiteClient.Sbin, 102.5m);

        Assert.That(waiting, Is.EqualTo("TRIGGER PENDING"));
        Assert.That((Order.Status, Order.AveragePrice), Is.EqualTo(("COMPLETE", 102.5m)));
    }

    [Test]
    public async Task ShouldRestAProtectedStopThatThePriceRanOver()
    {
        await _kite.PlaceIdAsync(
            ("order_type", "SL-M"), ("price", null), ("trigger_price", "95"), ("transaction_type", "SELL"),
            ("market_protection", "1"));

        _kite.Exchange.SetPrice(KiteClient.Sbin, 90);

        Assert.That((Order.Status, Order.OrderType, Order.Price), Is.EqualTo(("OPEN", "SL", 94.05m)));
    }

    [Test]
    public async Task ShouldMatchOnlyTheInstrumentOfThePrice()
    {
        await _kite.PlaceIdAsync();

        _kite.Exchange.SetPrice(1002, 50);

        Assert.That(Order.Status, Is.EqualTo("OPEN"));
    }

    [Test]
    public async Task ShouldRefuseMoreModificationsThanTheLimit()
    {
        var id = await _kite.PlaceIdAsync();
        (await _kite.ModifyAsync(id, ("price", "98"))).Dispose();
        (await _kite.ModifyAsync(id, ("price", "97"))).Dispose();

        var third = await _kite.ModifyAsync(id, ("price", "96"));

        await KiteClient.ShouldFailAsync(third, 400, "OrderException", "Maximum allowed order modifications exceeded");
        Assert.That((Order.Price, Order.Modifications), Is.EqualTo((97m, 2)));
    }

    [TestCase("order_type", "MARKET", "protection")]
    [TestCase("price", "98.01", "Tick size")]
    [TestCase("quantity", "0", "quantity")]
    [TestCase("quantity", "3", "traded already")]
    [TestCase("order_type", "FUNNY", "order_type")]
    public async Task ShouldRefuseAWrongModification(string name, string value, string message)
    {
        var id = await _kite.PlaceIdAsync();
        _kite.Exchange.Fill("t1", 3, 99);
        var before = Order;

        var answer = await _kite.ModifyAsync(id, (name, value));

        await KiteClient.ShouldFailAsync(answer, 400, "InputException", message);
        Assert.That(Order, Is.EqualTo(before));
    }

    [Test]
    public async Task ShouldNotWantProtectionAgainForAProtectedMarketOrder()
    {
        var id = await MarketAsync("BUY", "2");
        _kite.Exchange.SetPrice(KiteClient.Sbin, 104);

        using var answer = await _kite.ModifyAsync(id, ("order_type", "MARKET"));

        await KiteClient.DataAsync(answer);
        Assert.That((Order.Status, Order.Price), Is.EqualTo(("COMPLETE", 106.05m)));
    }

    [Test]
    public async Task ShouldMakeALimitOrderAProtectedMarketOrder()
    {
        var id = await _kite.PlaceIdAsync();

        using var answer = await _kite.ModifyAsync(id, ("order_type", "MARKET"), ("market_protection", "1"));

        await KiteClient.DataAsync(answer);
        Assert.That((Order.Status, Order.Price, Order.FilledQuantity), Is.EqualTo(("OPEN", 101m, 6L)));
    }

    [Test]
    public async Task ShouldReleaseAStopThatBecomesALimitOrder()
    {
        var id = await _kite.PlaceIdAsync(("order_type", "SL"), ("price", "103"), ("trigger_price", "102"));

        using var answer = await _kite.ModifyAsync(id, ("order_type", "LIMIT"), ("price", "99"));

        await KiteClient.DataAsync(answer);
        Assert.That((Order.Status, Order.TriggerPrice), Is.EqualTo(("OPEN", 0m)));
    }

    private Task<string> MarketAsync(string side, string protection) => _kite.PlaceIdAsync(
        ("order_type", "MARKET"), ("price", null), ("transaction_type", side), ("market_protection", protection));
}
