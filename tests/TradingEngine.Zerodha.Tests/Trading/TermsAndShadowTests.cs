using TradingEngine.Model;
using TradingEngine.TestKit;
using TradingEngine.Zerodha.Trading;

namespace TradingEngine.Zerodha.Tests.Trading;

/// <summary>Terms that come with the routes, and what the shadow of the trader does: everything but sending.</summary>
[TestFixture]
public sealed class TermsAndShadowTests
{
    private const string Strategy = "momentum";

    [Test]
    public async Task ShouldPlaceOrdersByTheTermsOfTheRoute()
    {
        await using var bench = await TraderBench.StartAsync(
            options => options.StrategyTerms[Strategy] = new OrderTerms { Product = "NRML", Validity = "IOC" });
        bench.Publish("as-set-up");
        bench.Test.Engine.UpdateRoutes(routes => routes
            .Route(Strategy, "zerodha")
            .PlaceOrders(Strategy, "zerodha", """{"Product":"CNC","Pricing":"Limit"}"""));
        bench.Publish("by-the-route", price: "1490.05");
        bench.Test.Engine.UpdateRoutes(routes => routes.Route(Strategy, "zerodha"));
        bench.Publish("as-before");

        Assert.That(
            bench.Kite.Requests.Where(request => request.Method == "POST").Select(request => request.Fields)
                .Select(form => (form["product"], form["order_type"], form["validity"])),
            Is.EqualTo(new[] { ("NRML", "MARKET", "IOC"), ("CNC", "LIMIT", "IOC"), ("NRML", "MARKET", "IOC") }));
    }

    [TestCase("""{"Product":"XXX"}""", "Product is CNC, NRML, MIS or MTF, not XXX.")]
    [TestCase("""{"Prodcut":"CNC"}""", "Prodcut")]
    [TestCase("""{"Pricing":"Fair"}""", "Pricing")]
    [TestCase("""{"MarketProtectionPercent":"much"}""", "MarketProtectionPercent")]
    [TestCase("""{"Resting":{"a":1}}""", "They are no flat JSON object: 'Resting' is neither")]
    [TestCase("[]", "They are no flat JSON object")]
    [TestCase("{", "They are no flat JSON object")]
    public async Task ShouldRefuseTermsThatCannotBe(string terms, string expected)
    {
        await using var bench = await TraderBench.StartAsync();

        Assert.That(OrderTerms.CheckText(terms), Has.Count.EqualTo(1).And.All.Contains(expected));
        Assert.That(bench.Trader.CheckTerms(terms), Is.EqualTo(OrderTerms.CheckText(terms)));
        Assert.That(
            () => bench.Test.Engine.UpdateRoutes(routes => routes
                .Route(Strategy, "zerodha").PlaceOrders(Strategy, "zerodha", terms)),
            Throws.ArgumentException.With.Message.Contains($"strategy '{Strategy}' for trader 'zerodha'"));
    }

    [Test]
    public async Task ShouldSendNothingAsAShadow()
    {
        await using var bench = await TraderBench.StartAsync(options => options.FreezeQuantities["INFY"] = 100, hasShadow: true);
        bench.Test.Engine.UpdateRoutes(routes => routes.RouteOthers("zerodha.shadow"));

        var filled = bench.Publish("filled");
        var refused = bench.Publish("refused", quantity: 101);

        Assert.That((filled.Type, filled.Trader), Is.EqualTo((OrderEventType.Filled, "zerodha.shadow")));
        Assert.That(refused.Type, Is.EqualTo(OrderEventType.Failed));
        Assert.That(refused.ErrorMessage, Does.Contain("more than the freeze quantity of 100"));
        Assert.That(bench.Kite.Exchange.Orders, Is.Empty);
        Assert.That(bench.Kite.Requests.Where(request => request.Method == "POST"), Is.Empty);
        Assert.That(bench.Test.Engine.Positions.GetPositions(), Is.Empty);
    }

    [Test]
    public async Task ShouldSayAsAShadowThatNobodyIsLoggedIn()
    {
        await using var bench = await TraderBench.StartAsync(hasToken: false, hasShadow: true);
        bench.Test.Engine.UpdateRoutes(routes => routes.RouteOthers("zerodha.shadow"));

        Assert.That(bench.Publish("one").ErrorMessage, Does.StartWith("Nobody is logged in at Kite"));
    }
}
