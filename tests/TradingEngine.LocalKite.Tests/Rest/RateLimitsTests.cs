namespace TradingEngine.LocalKite.Tests.Rest;

public sealed class RateLimitsTests
{
    [Test]
    public async Task ShouldCountPlaceModifyAndCancelTogetherInASecond()
    {
        await using var kite = await StartAsync(new() { OrdersPerSecond = 3, TimeProvider = KiteClient.NewClock() });
        var id = await kite.PlaceIdAsync();
        (await kite.ModifyAsync(id, ("price", "98"))).Dispose();
        (await kite.CancelAsync(id)).Dispose();

        await ShouldBeTooManyAsync(await kite.PlaceAsync());
        kite.Clock.Advance(TimeSpan.FromMilliseconds(999));
        await ShouldBeTooManyAsync(await kite.CancelAsync(id));
        kite.Clock.Advance(TimeSpan.FromMilliseconds(1));

        await kite.PlaceIdAsync(("tag", "t2"));
        Assert.That(kite.Exchange.Orders, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ShouldCountOrdersOfAMinute()
    {
        await using var kite = await StartAsync(new() { OrdersPerMinute = 2, TimeProvider = KiteClient.NewClock() });
        await kite.PlaceIdAsync();
        kite.Clock.Advance(TimeSpan.FromSeconds(30));
        await kite.PlaceIdAsync();

        await ShouldBeTooManyAsync(await kite.PlaceAsync());
        kite.Clock.Advance(TimeSpan.FromSeconds(30));

        await kite.PlaceIdAsync();
        await ShouldBeTooManyAsync(await kite.PlaceAsync());
    }

    [Test]
    public async Task ShouldCountOrdersOfADayOfIndia()
    {
        await using var kite = await StartAsync(new() { OrdersPerDay = 1, TimeProvider = KiteClient.NewClock() });
        await kite.PlaceIdAsync();

        kite.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 5, 18, 29, 59, TimeSpan.Zero));
        await ShouldBeTooManyAsync(await kite.PlaceAsync());
        kite.Clock.Advance(TimeSpan.FromSeconds(1));

        await kite.PlaceIdAsync();
    }

    [Test]
    public async Task ShouldCountReadsApartFromOrders()
    {
        await using var kite = await StartAsync(new() { ReadsPerSecond = 2, TimeProvider = KiteClient.NewClock() });
        await kite.GetAsync("/orders");
        await kite.GetAsync("/user/profile");

        await ShouldBeTooManyAsync(await kite.Http.GetAsync("/trades"));
        await kite.PlaceIdAsync();
    }

    [Test]
    public async Task ShouldLimitNothingWithZeros()
    {
        await using var kite = await StartAsync(new()
        {
            OrdersPerSecond = 0,
            OrdersPerMinute = 0,
            OrdersPerDay = 0,
            ReadsPerSecond = 0,
            ModificationsPerOrder = 0,
            TimeProvider = KiteClient.NewClock(),
        });
        var id = await kite.PlaceIdAsync();

        for (var i = 0; i < 30; i++)
        {
            using var answer = await kite.ModifyAsync(id, ("price", i % 2 == 0 ? "98" : "97"));
            await KiteClient.DataAsync(answer);
            await kite.GetAsync("/orders");
        }

        Assert.That(kite.Exchange.Orders[0].Modifications, Is.EqualTo(30));
    }

    private static Task<KiteClient> StartAsync(LocalKiteOptions options) => KiteClient.StartAsync(options);

    private static Task ShouldBeTooManyAsync(HttpResponseMessage response) =>
        KiteClient.ShouldFailAsync(response, 429, "NetworkException", "Too many requests");
}
