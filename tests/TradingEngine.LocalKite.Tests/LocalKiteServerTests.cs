using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TradingEngine.LocalKite.Tests;

public sealed class LocalKiteServerTests
{
    [Test]
    public async Task ShouldKeepTwoServersApart()
    {
        await using var first = await KiteClient.StartAsync();
        await using var second = await KiteClient.StartAsync();

        await first.PlaceIdAsync();
        second.Authorize("local-key", first.Token);

        await KiteClient.ShouldFailAsync(await second.Http.GetAsync("/orders"), 403, "TokenException");
        Assert.That(second.Exchange.Orders, Is.Empty);
        Assert.That(first.Server.Root, Is.Not.EqualTo(second.Server.Root));
    }

    [Test]
    public async Task ShouldStayOnLoopback()
    {
        await using var kite = await KiteClient.StartAsync();

        Assert.That(kite.Server.Root.Host, Is.EqualTo("127.0.0.1"));
        Assert.That(kite.Server.SocketRoot, Is.EqualTo(new Uri($"ws://127.0.0.1:{kite.Server.Root.Port}/ws")));
    }

    [Test]
    public async Task ShouldCutEverythingWhileItIsDown()
    {
        await using var kite = await KiteClient.StartAsync();
        kite.Server.SetDown(true);

        await Assert.ThrowsAsync<HttpRequestException>(() => kite.PlaceAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => kite.Http.GetAsync("/instruments"));
        kite.Server.SetDown(false);

        await kite.PlaceIdAsync();
        Assert.That(kite.Exchange.Orders, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ShouldKeepTheNewestRequests()
    {
        await using var kite = await KiteClient.StartAsync(new LocalKiteOptions { RequestsKept = 2 });

        await kite.GetAsync("/orders");
        await kite.PlaceIdAsync(("tag", "a b&c"));
        await kite.GetAsync("/user/profile?x=1");

        var requests = kite.Server.Requests;
        Assert.That(requests.Select(r => (r.Method, r.Path)), Is.EqualTo(new[]
        {
            ("POST", "/orders/regular"), ("GET", "/user/profile"),
        }));
        Assert.That(requests[0].Fields["tag"], Is.EqualTo("a b&c"));
        Assert.That(requests[1].Fields["x"], Is.EqualTo("1"));
    }

    [Test]
    public async Task ShouldLetATestWaitForARequest()
    {
        await using var kite = await KiteClient.StartAsync();
        var arrived = kite.Server.WaitForRequestsAsync(requests => requests.Any(r => r.Path == "/trades"));
        await kite.GetAsync("/orders");
        var isEarly = arrived.IsCompleted;

        await kite.GetAsync("/trades");

        await arrived;
        Assert.That(isEarly, Is.False);
    }

    [Test]
    public async Task ShouldMakeAPostbackWithItsChecksum()
    {
        await using var kite = await KiteClient.StartAsync();
        var id = await kite.PlaceIdAsync();

        var body = JsonDocument.Parse(kite.Server.CreatePostback(kite.Exchange.Orders[0])).RootElement;

        var text = id + body.GetProperty("order_timestamp").GetString() + "local-secret";
        var expected = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        Assert.That(body.GetProperty("checksum").GetString(), Is.EqualTo(expected));
        Assert.That(body.GetProperty("status").GetString(), Is.EqualTo("OPEN"));
    }

    [Test]
    public async Task ShouldShowNoSecretAsText()
    {
        var options = new LocalKiteOptions { ApiSecret = "s3cr3t", TimeProvider = KiteClient.NewClock() };
        await using var kite = await KiteClient.StartAsync(options);
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("checksum", "abc123")]);
        (await kite.Http.PostAsync("/session/token", content)).Dispose();

        var text = $"{options}{kite.Server}{string.Join("", kite.Server.Requests)}";

        Assert.That(text, Does.Not.Contain("s3cr3t").And.Not.Contain("abc123"));
    }

    [Test]
    public async Task ShouldStartAndStopManyTimes()
    {
        for (var i = 0; i < 50; i++)
        {
            await using var kite = await KiteClient.StartAsync();
            using var socket = await TickerClient.ConnectAsync(kite);
            await kite.PlaceIdAsync();
            Assert.That((await socket.ReceiveAnyAsync()).Data, Is.EqualTo(new byte[] { 0 }));
        }
    }
}
