using System.Net;
using System.Net.WebSockets;
using static TradingEngine.LocalKite.Tests.TickerClient;

namespace TradingEngine.LocalKite.Tests;

public sealed class LocalSocketsTests
{
    private const int Nifty = 256265;
    private KiteClient _kite = null!;

    [SetUp]
    public async Task Start() => _kite = await KiteClient.StartAsync();

    [TearDown]
    public async Task Stop() => await _kite.DisposeAsync();

    [TestCase("api_key=local-key&access_token=wrong")]
    [TestCase("api_key=local-key")]
    [TestCase("")]
    public void ShouldRefuseAHandshakeWithoutALivingToken(string query) => ShouldRefuse(_kite, query);

    [Test]
    public async Task ShouldWantTheUserWhereTheSandboxDoes()
    {
        await using var kite = await KiteClient.StartAsync(new LocalKiteOptions { RequiresSocketUserId = true });
        var query = $"api_key=local-key&access_token={kite.Token}";

        ShouldRefuse(kite, query);
        using var socket = await ConnectAsync(kite, query + "&user_id=LK0001");

        await kite.Server.Sockets.WaitUntilAsync(sockets => sockets.Count == 1, default);
    }

    [Test]
    public async Task ShouldRefuseTheFourthSocket()
    {
        using var first = await ConnectAsync(_kite);
        using var second = await ConnectAsync(_kite);
        using var third = await ConnectAsync(_kite);
        await _kite.Server.Sockets.WaitUntilAsync(sockets => sockets.Count == 3, default);

        ShouldRefuse(_kite, $"api_key=local-key&access_token={_kite.Token}");
    }

    [Test]
    public async Task ShouldBeginWithAHeartbeatAndGoOn()
    {
        using var socket = await ConnectAsync(_kite);

        var first = await socket.ReceiveAnyAsync();
        var second = await socket.ReceiveAnyAsync();

        Assert.That(first.Data, Is.EqualTo(new byte[] { 0 }));
        Assert.That(second.Data, Is.EqualTo(new byte[] { 0 }));
        Assert.That(second.Type, Is.EqualTo(WebSocketMessageType.Binary));
    }

    [Test]
    public async Task ShouldSendAQuoteByDefaultAndEachNewPrice()
    {
        using var socket = await ConnectAsync(_kite);

        await socket.SendAsync("""{"a":"subscribe","v":[1001]}""");
        var first = (await socket.ReceivePacketsAsync()).Single();
        _kite.Exchange.SetPrice(1001, 101.05m);
        var second = (await socket.ReceivePacketsAsync()).Single();

        Assert.Multiple(() =>
        {
            Assert.That(first, Has.Length.EqualTo(44));
            Assert.That(Int(first, 0), Is.EqualTo(1001));
            Assert.That(Int(first, 4), Is.EqualTo(10000));
            Assert.That(Int(second, 4), Is.EqualTo(10105));
            Assert.That(Int(second, 8), Is.Positive);
            Assert.That(Int(second, 12), Is.EqualTo(10105));
            Assert.That(Int(second, 16), Is.EqualTo(Int(second, 8)));
            Assert.That(Int(second, 28), Is.EqualTo(10000), "open");
            Assert.That(Int(second, 32), Is.EqualTo(10105), "high");
            Assert.That(Int(second, 36), Is.EqualTo(10000), "low");
            Assert.That(Int(second, 40), Is.EqualTo(10000), "close");
        });
    }

    [Test]
    public async Task ShouldSendDepthAndTimesInFullMode()
    {
        using var socket = await ConnectAsync(_kite);
        await socket.SendAsync("""{"a":"subscribe","v":[1001]}""");
        await socket.ReceivePacketsAsync();

        await socket.SendAsync("""{"a":"mode","v":["full",[1001]]}""");
        var full = (await socket.ReceivePacketsAsync()).Single();

        var now = (int)_kite.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Multiple(() =>
        {
            Assert.That(full, Has.Length.EqualTo(184));
            Assert.That(Int(full, 44), Is.EqualTo(now));
            Assert.That(Int(full, 60), Is.EqualTo(now));
            Assert.That(Int(full, 68), Is.EqualTo(9995), "best bid");
            Assert.That(Int(full, 116), Is.EqualTo(9975), "fifth bid");
            Assert.That(Int(full, 128), Is.EqualTo(10005), "best offer");
            Assert.That(Int(full, 176), Is.EqualTo(10025), "fifth offer");
            Assert.That(Int(full, 64), Is.Positive);
            Assert.That((full[72] << 8) | full[73], Is.EqualTo(1), "orders");
        });
    }

    [Test]
    public async Task ShouldSendOnlyTheLastPriceInLtpMode()
    {
        using var socket = await ConnectAsync(_kite);
        await socket.SendAsync("""{"a":"subscribe","v":[1001]}""");
        await socket.ReceivePacketsAsync();

        await socket.SendAsync("""{"a":"mode","v":["ltp",[1001]]}""");

        var packet = (await socket.ReceivePacketsAsync()).Single();
        Assert.That(packet, Is.EqualTo(new byte[] { 0, 0, 3, 233, 0, 0, 39, 16 }));
    }

    [Test]
    public async Task ShouldSendAnIndexInItsOwnOrder()
    {
        using var socket = await ConnectAsync(_kite);
        await socket.SendAsync("""{"a":"subscribe","v":[256265]}""");
        var quote = (await socket.ReceivePacketsAsync()).Single();
        await socket.SendAsync("""{"a":"mode","v":["full",[256265]]}""");
        await socket.ReceivePacketsAsync();

        _kite.Exchange.SetPrice(Nifty, 24900);
        var full = (await socket.ReceivePacketsAsync()).Single();

        Assert.Multiple(() =>
        {
            Assert.That(quote, Has.Length.EqualTo(28));
            Assert.That(full, Has.Length.EqualTo(32));
            Assert.That(Int(full, 8), Is.EqualTo(2_500_000), "high");
            Assert.That(Int(full, 12), Is.EqualTo(2_490_000), "low");
            Assert.That(Int(full, 16), Is.EqualTo(2_500_000), "open");
            Assert.That(Int(full, 24), Is.EqualTo(-10_000), "change");
            Assert.That(Int(full, 28), Is.EqualTo((int)_kite.Clock.GetUtcNow().ToUnixTimeSeconds()));
        });
    }

    [Test]
    public async Task ShouldSendSeveralPacketsInOneFrame()
    {
        using var socket = await ConnectAsync(_kite);
        await socket.SendAsync("""{"a":"subscribe","v":[1001,256265,408065]}""");
        await socket.ReceivePacketsAsync();

        _kite.Exchange.SetPrices((1001, 101), (1002, 201), (Nifty, 25001));

        Assert.That((await socket.ReceivePacketsAsync()).Select(p => Int(p, 0)), Is.EqualTo(new[] { 1001, Nifty }));
    }

    [Test]
    public async Task ShouldForgetWhatIsUnsubscribed()
    {
        using var socket = await ConnectAsync(_kite);
        await socket.SendAsync("""{"a":"subscribe","v":[1001,1002]}""");
        await socket.SendAsync("""{"a":"mode","v":["full",[1002]]}""");

        await socket.SendAsync("""{"a":"unsubscribe","v":[1001]}""");

        await _kite.Server.Sockets.WaitUntilAsync(
            sockets => sockets.Subscriptions is { Count: 1 } all && all[1002] == "full", default);
    }

    [TestCase("no json")]
    [TestCase("[]")]
    [TestCase("""{"a":"subscribe"}""")]
    [TestCase("""{"a":"subscribe","v":["1001"]}""")]
    [TestCase("""{"a":"subscribe","v":[1.5]}""")]
    [TestCase("""{"a":"mode","v":[]}""")]
    [TestCase("""{"a":"mode","v":["fast",[1001]]}""")]
    [TestCase("""{"a":"dance","v":[1001]}""")]
    public async Task ShouldAnswerAWrongMessage(string message)
    {
        using var socket = await ConnectAsync(_kite);

        await socket.SendAsync(message);

        Assert.That((await socket.ReceiveJsonAsync()).GetProperty("type").GetString(), Is.EqualTo("error"));
    }

    [Test]
    public async Task ShouldLimitTheInstrumentsOfASocket()
    {
        await using var kite = await KiteClient.StartAsync(new LocalKiteOptions { InstrumentsPerSocket = 2 });
        using var socket = await ConnectAsync(kite);

        await socket.SendAsync("""{"a":"subscribe","v":[1001,1002,1003]}""");

        Assert.That((await socket.ReceiveJsonAsync()).GetProperty("type").GetString(), Is.EqualTo("error"));
        Assert.That(await socket.ReceivePacketsAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ShouldSendAFrameForEachChangeOfAnOrder()
    {
        using var socket = await ConnectedAsync();

        var id = await _kite.PlaceIdAsync();
        var frame = (await socket.ReceiveJsonAsync()).GetProperty("data");
        _kite.Exchange.Fill("t1", 4, 99);
        var update = await socket.ReceiveStatusAsync();
        _kite.Exchange.Fill("t1", 6, 99);
        var end = await socket.ReceiveStatusAsync();

        Assert.That(frame.GetProperty("order_id").GetString(), Is.EqualTo(id));
        Assert.That(frame.GetProperty("status").GetString(), Is.EqualTo("OPEN"));
        Assert.That(frame.GetProperty("checksum").GetString(), Is.Empty);
        Assert.That((update, end), Is.EqualTo(("UPDATE", "COMPLETE")));
    }

    [Test]
    public async Task ShouldDropAndDoubleOrderFrames()
    {
        using var socket = await ConnectedAsync();
        _kite.Server.Sockets.DropNextOrderFrames(1);
        _kite.Server.Sockets.DuplicateNextOrderFrames(1);

        await _kite.PlaceIdAsync(("price", "101"));
        _kite.Exchange.AddForeignOrder(isOpen: true);

        string[] statuses =
        [
            await socket.ReceiveStatusAsync(), await socket.ReceiveStatusAsync(), await socket.ReceiveStatusAsync(),
        ];
        Assert.That(statuses, Is.EqualTo(new[] { "COMPLETE", "COMPLETE", "OPEN" }));
    }

    [Test]
    public async Task ShouldSendNoFrameOfALateOrder()
    {
        using var socket = await ConnectedAsync();
        _kite.Server.Faults.Script(LocalAct.AppearLate(TimeSpan.FromSeconds(8)));

        await Assert.ThrowsAsync<HttpRequestException>(() => _kite.PlaceAsync());
        _kite.Exchange.AddForeignOrder("other", isOpen: true);

        var first = (await socket.ReceiveJsonAsync()).GetProperty("data");
        Assert.That(first.GetProperty("tag").GetString(), Is.EqualTo("other"));
    }

    [Test]
    public async Task ShouldSendWhatATestSays()
    {
        using var socket = await ConnectedAsync();

        _kite.Server.Sockets.SendText("""{"type":"message","data":"hello"}""");
        _kite.Server.Sockets.SendBinary(new byte[] { 9, 9, 9 });

        Assert.That((await socket.ReceiveJsonAsync()).GetProperty("data").GetString(), Is.EqualTo("hello"));
        Assert.That((await socket.ReceiveAsync()).Data, Is.EqualTo(new byte[] { 9, 9, 9 }));
    }

    [Test]
    public async Task ShouldCutAllSockets()
    {
        using var socket = await ConnectedAsync();

        _kite.Server.Sockets.CutAll();

        await ShouldBeCutAsync(socket);
        await _kite.Server.Sockets.WaitUntilAsync(sockets => sockets.Count == 0, default);
        Assert.That(_kite.Server.Sockets.Opened, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldCutSocketsWhenItGoesDown()
    {
        using var socket = await ConnectedAsync();

        _kite.Server.SetDown(true);

        await ShouldBeCutAsync(socket);
        Assert.That(async () => await ConnectAsync(_kite), Throws.InstanceOf<WebSocketException>());
        _kite.Server.SetDown(false);
        using var again = await ConnectAsync(_kite);
        Assert.That((await again.ReceiveAnyAsync()).Data, Has.Length.EqualTo(1));
    }

    private async Task<TickerClient> ConnectedAsync()
    {
        var socket = await ConnectAsync(_kite);
        await _kite.Server.Sockets.WaitUntilAsync(sockets => sockets.Count == 1, default);
        return socket;
    }

    private static async Task ShouldBeCutAsync(TickerClient socket)
    {
        try
        {
            while (true)
            {
                await socket.ReceiveAnyAsync();
            }
        }
        catch (WebSocketException e)
        {
            Assert.That(e.WebSocketErrorCode, Is.EqualTo(WebSocketError.ConnectionClosedPrematurely));
        }
    }

    private static void ShouldRefuse(KiteClient kite, string query)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;

        Assert.That(
            async () => await socket.ConnectAsync(new Uri($"{kite.Server.SocketRoot}?{query}"), default),
            Throws.InstanceOf<WebSocketException>());
        Assert.That(socket.HttpStatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }
}
