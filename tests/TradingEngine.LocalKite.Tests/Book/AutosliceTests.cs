namespace TradingEngine.LocalKite.Tests.Book;

public sealed class AutosliceTests
{
    [Test]
    public async Task ShouldSliceWhatIsAboveTheFreezeQuantity()
    {
        await using var kite = await KiteClient.StartAsync();

        using var response = await PlaceAsync(kite, "4500");
        var data = await KiteClient.DataAsync(response);

        var parent = data.GetProperty("order_id").GetString();
        var children = data.GetProperty("children").EnumerateArray()
            .Select(child => child.GetProperty("order_id").GetString());
        var orders = kite.Exchange.Orders;
        Assert.That(orders.Select(order => order.Quantity), Is.EqualTo(new[] { 1800, 1800, 900 }));
        Assert.That(orders.Select(order => order.OrderId), Is.EqualTo(children.Prepend(parent)));
        Assert.That(orders[0].Tags, Is.EqualTo(new[] { "t1", "autoslice" }));
        Assert.That(orders[1].Tags, Is.EqualTo(new[] { "t1", "autoslice:" + parent }));
        Assert.That(kite.Exchange.DoubledTags, Is.Empty);
    }

    [Test]
    public async Task ShouldFailTheChildrenThatAreScripted()
    {
        await using var kite = await KiteClient.StartAsync();
        kite.Server.Faults.Script(LocalAct.FailSlices(1));

        using var response = await PlaceAsync(kite, "7200");
        var data = await KiteClient.DataAsync(response);

        var children = data.GetProperty("children");
        var error = children[1].GetProperty("error");
        Assert.That(children.GetArrayLength(), Is.EqualTo(3));
        Assert.That(children[1].TryGetProperty("order_id", out _), Is.False);
        Assert.That(error.GetProperty("code").GetInt32(), Is.EqualTo(400));
        Assert.That(error.GetProperty("error_type").GetString(), Is.EqualTo("MarginException"));
        Assert.That(kite.Exchange.Orders.Sum(order => order.Quantity), Is.EqualTo(5400));
    }

    [Test]
    public async Task ShouldMakeTheParentAMereIdWhereTheOptionsSaySo()
    {
        await using var kite = await KiteClient.StartAsync(new LocalKiteOptions { IsAutosliceParentAnOrder = false });

        using var response = await PlaceAsync(kite, "3600");
        var data = await KiteClient.DataAsync(response);

        Assert.That(data.GetProperty("children").GetArrayLength(), Is.EqualTo(2));
        Assert.That(kite.Exchange.Orders.Sum(order => order.Quantity), Is.EqualTo(3600));
        Assert.That(
            kite.Exchange.Orders.Select(order => order.OrderId),
            Has.None.EqualTo(data.GetProperty("order_id").GetString()));
    }

    [Test]
    public async Task ShouldNotSliceASmallOrder()
    {
        await using var kite = await KiteClient.StartAsync();

        using var response = await PlaceAsync(kite, "1800");

        Assert.That((await KiteClient.DataAsync(response)).TryGetProperty("children", out _), Is.False);
        Assert.That(kite.Exchange.Orders, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ShouldRefuseMoreThanTenSlices()
    {
        await using var kite = await KiteClient.StartAsync();

        using var response = await PlaceAsync(kite, "18050");

        await KiteClient.ShouldFailAsync(response, 400, "InputException", "10 slices");
    }

    private static Task<HttpResponseMessage> PlaceAsync(KiteClient kite, string quantity) => kite.PlaceAsync(
        ("exchange", "NFO"), ("tradingsymbol", "NIFTY30DEC25000CE"), ("quantity", quantity), ("price", "100"),
        ("autoslice", "true"));
}
