namespace TradingEngine.LocalKite.Tests.Rest;

public sealed class RouterTests
{
    [TestCase("GET", "/", 404)]
    [TestCase("GET", "/quote", 404)]
    [TestCase("GET", "/orders/1/2/3", 404)]
    [TestCase("DELETE", "/orders", 405)]
    [TestCase("POST", "/trades", 405)]
    [TestCase("PUT", "/orders/regular", 405)]
    [TestCase("POST", "/orders/regular/1", 405)]
    [TestCase("GET", "/session/token", 405)]
    public async Task ShouldKnowNeitherPathNorMethod(string method, string path, int status)
    {
        await using var kite = await KiteClient.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        await KiteClient.ShouldFailAsync(await kite.Http.SendAsync(request), status, "GeneralException");
    }

    [Test]
    public async Task ShouldHaveRoutesBehindThePrefixButForInstruments()
    {
        await using var kite = await KiteClient.StartAsync(new LocalKiteOptions { RoutePrefix = "/oms" });

        await kite.GetAsync("/oms/orders");
        var instruments = await kite.Http.GetAsync("/instruments");

        await KiteClient.ShouldFailAsync(await kite.Http.GetAsync("/orders"), 404, "GeneralException");
        Assert.That((int)instruments.StatusCode, Is.EqualTo(200));
    }
}
