namespace TradingEngine.LocalKite.Tests.Rest;

public sealed class OrderRoutesTests
{
    private KiteClient _kite = null!;

    [SetUp]
    public async Task Start() => _kite = await KiteClient.StartAsync();

    [TearDown]
    public async Task Stop() => await _kite.DisposeAsync();

    [Test]
    public async Task ShouldShowARestingOrder()
    {
        var id = await _kite.PlaceIdAsync();

        var order = await _kite.OnlyOrderAsync();

        Assert.Multiple(() =>
        {
            Assert.That(id, Has.Length.EqualTo(19));
            Assert.That(order.GetProperty("order_id").GetString(), Is.EqualTo(id));
            Assert.That(order.GetProperty("status").GetString(), Is.EqualTo("OPEN"));
            Assert.That(order.GetProperty("order_timestamp").GetString(), Is.EqualTo("2026-01-05 10:00:00"));
            Assert.That(order.GetProperty("price").GetDecimal(), Is.EqualTo(99));
            Assert.That(order.GetProperty("pending_quantity").GetInt64(), Is.EqualTo(10));
            Assert.That(order.GetProperty("tag").GetString(), Is.EqualTo("t1"));
            Assert.That(order.GetProperty("tags")[0].GetString(), Is.EqualTo("t1"));
        });
    }

    [Test]
    public async Task ShouldShowTheTradeOfAMarketableOrder()
    {
        var id = await _kite.PlaceIdAsync(("price", "101"));

        var order = await _kite.OnlyOrderAsync();
        var trade = (await _kite.GetAsync("/trades")).EnumerateArray().Single();
        var ofOrder = (await _kite.GetAsync($"/orders/{id}/trades")).EnumerateArray().Single();

        Assert.Multiple(() =>
        {
            Assert.That(order.GetProperty("status").GetString(), Is.EqualTo("COMPLETE"));
            Assert.That(order.GetProperty("average_price").GetDecimal(), Is.EqualTo(100));
            Assert.That(order.GetProperty("filled_quantity").GetInt64(), Is.EqualTo(10));
            Assert.That(trade.GetProperty("order_id").GetString(), Is.EqualTo(id));
            Assert.That(trade.GetProperty("quantity").GetInt64(), Is.EqualTo(10));
            Assert.That(trade.GetProperty("average_price").GetDecimal(), Is.EqualTo(100));
            Assert.That(trade.GetProperty("order_timestamp").GetString(), Is.EqualTo("10:00:00"));
            Assert.That(trade.GetProperty("fill_timestamp").GetString(), Is.EqualTo("2026-01-05 10:00:00"));
            Assert.That(ofOrder.ToString(), Is.EqualTo(trade.ToString()));
        });
    }

    [Test]
    public async Task ShouldShowTheTrailOldestFirst()
    {
        var id = await _kite.PlaceIdAsync(("price", "101"));

        var trail = await _kite.GetAsync($"/orders/{id}");

        string[] expected = ["PUT ORDER REQ RECEIVED", "VALIDATION PENDING", "OPEN PENDING", "OPEN", "COMPLETE"];
        Assert.That(
            trail.EnumerateArray().Select(state => state.GetProperty("status").GetString()), Is.EqualTo(expected));
    }

    [Test]
    public async Task ShouldLeaveOutTheTagOfAnOrderWithoutOne()
    {
        await _kite.PlaceIdAsync(("tag", null));

        var order = await _kite.OnlyOrderAsync();

        Assert.That(order.GetProperty("tag").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That(order.TryGetProperty("tags", out _), Is.False);
    }

    [Test]
    public async Task ShouldCancelAnOpenOrderOnce()
    {
        var id = await _kite.PlaceIdAsync();

        using var first = await _kite.CancelAsync(id);
        var second = await _kite.CancelAsync(id);

        var order = await _kite.OnlyOrderAsync();
        Assert.That((await KiteClient.DataAsync(first)).GetProperty("order_id").GetString(), Is.EqualTo(id));
        await KiteClient.ShouldFailAsync(second, 400, "OrderException", "CANCELLED");
        Assert.That(order.GetProperty("status").GetString(), Is.EqualTo("CANCELLED"));
        Assert.That(order.GetProperty("cancelled_quantity").GetInt64(), Is.EqualTo(10));
    }

    [Test]
    public async Task ShouldModifyPriceAndQuantity()
    {
        var id = await _kite.PlaceIdAsync();

        using var answer = await _kite.ModifyAsync(id, ("price", "98.05"), ("quantity", "20"));

        var order = await _kite.OnlyOrderAsync();
        Assert.That((await KiteClient.DataAsync(answer)).GetProperty("order_id").GetString(), Is.EqualTo(id));
        Assert.That(order.GetProperty("price").GetDecimal(), Is.EqualTo(98.05m));
        Assert.That(order.GetProperty("quantity").GetInt64(), Is.EqualTo(20));
        Assert.That(order.GetProperty("modified").GetBoolean(), Is.True);
    }

    [Test]
    public async Task ShouldTradeAnOrderThatIsModifiedThroughThePrice()
    {
        var id = await _kite.PlaceIdAsync();

        using var answer = await _kite.ModifyAsync(id, ("price", "100"));

        Assert.That((await _kite.OnlyOrderAsync()).GetProperty("status").GetString(), Is.EqualTo("COMPLETE"));
    }

    [Test]
    public async Task ShouldAnswerForAnUnknownId()
    {
        await KiteClient.ShouldFailAsync(await _kite.CancelAsync("1"), 400, "OrderException");
        await KiteClient.ShouldFailAsync(await _kite.ModifyAsync("1", ("price", "1")), 400, "OrderException");
        await KiteClient.ShouldFailAsync(await _kite.Http.GetAsync("/orders/1"), 400, "OrderException");
        await KiteClient.ShouldFailAsync(await _kite.Http.GetAsync("/orders/1/trades"), 400, "OrderException");
    }
}
