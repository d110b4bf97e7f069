namespace TradingEngine.LocalKite.Tests;

public sealed class LocalExchangeTests
{
    private KiteClient _kite = null!;

    private LocalExchange Exchange => _kite.Exchange;

    [SetUp]
    public async Task Start() => _kite = await KiteClient.StartAsync();

    [TearDown]
    public async Task Stop() => await _kite.DisposeAsync();

    [Test]
    public async Task ShouldFillAnOpenOrderInParts()
    {
        await _kite.PlaceIdAsync();

        Exchange.Fill("t1", 4, 98);
        Exchange.Fill("t1", 6, 99);

        var order = Exchange.Orders[0];
        Assert.That((order.Status, order.FilledQuantity, order.AveragePrice), Is.EqualTo(("COMPLETE", 10L, 98.6m)));
        Assert.That(Exchange.Trades.Select(trade => trade.TradeId), Is.Unique);
    }

    [Test]
    public async Task ShouldRefuseToFillWhatIsNotThere()
    {
        await _kite.PlaceIdAsync();

        Assert.That(() => Exchange.Fill("t1", 11, 99), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Exchange.Fill("t1", 0, 99), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Exchange.Fill("t2", 1, 99), Throws.InvalidOperationException);
        Assert.That(() => Exchange.Cancel("t2"), Throws.InvalidOperationException);
    }

    [Test]
    public async Task ShouldCancelAndRejectOpenOrders()
    {
        await _kite.PlaceIdAsync();
        await _kite.PlaceIdAsync(("tag", "t2"));

        Exchange.Cancel("t1");
        Exchange.Reject("t2", "Not today.");

        Assert.That(Exchange.Orders.Select(o => o.Status), Is.EqualTo(new[] { "CANCELLED", "REJECTED" }));
        Assert.That(Exchange.Orders[1].StatusMessage, Is.EqualTo("Not today."));
    }

    [Test]
    public async Task ShouldShowOrdersOfOthers()
    {
        var open = Exchange.AddForeignOrder("other", isOpen: true);
        var traded = Exchange.AddForeignOrder(token: 408065);

        var orders = await _kite.GetAsync("/orders");

        Assert.That(
            orders.EnumerateArray().Select(order => order.GetProperty("order_id").GetString()),
            Is.EqualTo(new[] { open.OrderId, traded.OrderId }));
        Assert.That((open.Status, open.Tag), Is.EqualTo(("OPEN", "other")));
        Assert.That((traded.Status, traded.Symbol, traded.Tag), Is.EqualTo(("COMPLETE", "INFY", (string?)null)));
    }

    [Test]
    public async Task ShouldNameTagsThatWerePlacedTwice()
    {
        await _kite.PlaceIdAsync();
        await _kite.PlaceIdAsync(("tag", "t2"));
        await _kite.PlaceIdAsync();
        await _kite.PlaceIdAsync(("tag", null));
        await _kite.PlaceIdAsync(("tag", null));

        Assert.That(Exchange.DoubledTags, Is.EqualTo(new[] { "t1" }));
    }

    [Test]
    public void ShouldRefuseUnknownTokensAndPrices()
    {
        Assert.That(() => Exchange.SetPrice(5, 1), Throws.ArgumentException);
        Assert.That(() => Exchange.LastPrice(5), Throws.ArgumentException);
        Assert.That(() => Exchange.SetPrice(1001, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void ShouldWalkTheSameWayForASeed()
    {
        var prices = Walk();

        Assert.That(Walk(), Is.EqualTo(prices));
        Assert.That(prices.Where((price, i) => price != LocalInstrument.Defaults[i].LastPrice), Is.Not.Empty);
        Assert.That(prices.Select(price => price % 0.05m), Is.All.Zero);

        decimal[] Walk()
        {
            var options = new LocalKiteOptions();
            using var sockets = new LocalSockets(options, new LocalFaults());
            var exchange = new LocalExchange(options, sockets);
            var walk = new LocalWalk(exchange, options.Instruments, 3);
            for (var i = 0; i < 500; i++)
            {
                walk.Step();
            }

            return [.. options.Instruments.Select(instrument => exchange.LastPrice(instrument.Token))];
        }
    }

    [Test]
    public async Task ShouldTakeOrdersFromManyThreads()
    {
        await using var kite = await KiteClient.StartAsync(new LocalKiteOptions { OrdersPerSecond = 0 });

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => kite.PlaceIdAsync(("tag", $"t{i}"), ("price", "101"))));

        var orders = kite.Exchange.Orders;
        Assert.That(orders.Select(order => order.Status), Is.All.EqualTo("COMPLETE"));
        Assert.That(orders.Select(order => order.OrderId), Is.Unique);
        Assert.That(orders.Select(order => order.Tag), Is.Unique);
        Assert.That(kite.Exchange.Trades, Has.Count.EqualTo(50));
    }
}
