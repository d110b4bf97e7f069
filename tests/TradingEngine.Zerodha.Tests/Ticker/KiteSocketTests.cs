using System.Net.WebSockets;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Tests.Ticker;

/// <summary>A socket against a real WebSocket server on loopback, with a clock that only the test moves.</summary>
[TestFixture]
public sealed class KiteSocketTests
{
    private static readonly byte[] Heartbeat = [0];

    [Test]
    public async Task ShouldConnectWithKeyTokenVersionAndMoreParameters()
    {
        await using var rig = await SocketRig.StartAsync(options => options.SocketQuery = "user_id=AB1234");
        var connection = await rig.ConnectAsync();

        Assert.That(connection.Query, Is.EqualTo(
            $"?api_key={SocketRig.ApiKey}&access_token=first%2Btoken%2Fof%3Dtests&user_id=AB1234"));
        Assert.That(connection.Version, Is.EqualTo("3"));
        Assert.That(rig.Socket.State, Is.EqualTo(KiteSocketState.Connected));
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(4_096)]
    public async Task ShouldPutAFrameOfManyPiecesTogether(int pieceBytes)
    {
        await using var rig = await SocketRig.StartAsync();
        var connection = await rig.ConnectAsync();
        var frame = Packets.Frame([.. Enumerable.Range(1, pieceBytes == 1 ? 3 : 300).Select(
            i => Packets.Full((uint)i, 100 + i, 1625461887))]);

        await connection.SendInPiecesAsync(frame, pieceBytes);
        await connection.SendAsync(Heartbeat);

        Assert.That(await rig.Events.NextAsync(), Is.EqualTo($"binary {Convert.ToHexString(frame)}"));
        Assert.That(await rig.Events.NextAsync(), Is.EqualTo("binary 00"));
    }

    [Test]
    public async Task ShouldTakeAFrameAtItsLimitAndPassOverALongerOne()
    {
        await using var rig = await SocketRig.StartAsync(options => options.FrameBytesMax = 1_024);
        var connection = await rig.ConnectAsync();

        await connection.SendInPiecesAsync(new byte[1_024], 1_000);
        await connection.SendAsync(new byte[1_025]);
        await connection.SendInPiecesAsync(new byte[50_000], 1_000);
        await connection.SendAsync(Heartbeat);

        Assert.That(await rig.Events.NextAsync(), Is.EqualTo($"binary {new string('0', 2_048)}"));
        Assert.That(await rig.Events.NextAsync(), Is.EqualTo("too long"));
        Assert.That(await rig.Events.NextAsync(), Is.EqualTo("too long"));
        Assert.That(await rig.Events.NextAsync(), Is.EqualTo("binary 00"));
    }

    [Test]
    public async Task ShouldHandTextFramesOnRepeatedOnesToo()
    {
        await using var rig = await SocketRig.StartAsync();
        var connection = await rig.ConnectAsync();

        await connection.SendAsync("""{"type":"order"}""");
        await connection.SendAsync("""{"type":"order"}""");
        await connection.SendAsync("");

        Assert.That(await rig.Events.NextAsync(), Is.EqualTo("""text {"type":"order"}"""));
        Assert.That(await rig.Events.NextAsync(), Is.EqualTo("""text {"type":"order"}"""));
        Assert.That(await rig.Events.NextAsync(), Is.EqualTo("text "));
    }

    [Test]
    public async Task ShouldConnectAgainWhenTheServerCloses()
    {
        await using var rig = await SocketRig.StartAsync();
        var connection = await rig.ConnectAsync();

        await connection.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, $"bye {SocketRig.ApiKey}\r\nnow");

        Assert.That(
            await rig.Events.NextAsync(),
            Is.EqualTo("disconnected: the server closed it (EndpointUnavailable) bye *** now"));
        Assert.That(await connection.Ended.Within(), Is.EqualTo(WebSocketCloseStatus.NormalClosure));
        var delay = await rig.PassReconnectDelayAsync();
        await rig.NextConnectionAsync();
        Assert.That(delay, Is.InRange(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)));
        Assert.That(rig.Socket.ReconnectCount, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldDropTheBeginningOfAFrameThatWasCut()
    {
        await using var rig = await SocketRig.StartAsync();
        var connection = await rig.ConnectAsync();

        await connection.SendPartAsync([0, 1, 0, 8]);
        connection.Cut();

        Assert.That(await rig.Events.NextAsync(), Does.StartWith("disconnected: "));
        await rig.PassReconnectDelayAsync();
        var next = await rig.NextConnectionAsync();
        await next.SendAsync([0, 0]);
        Assert.That(await rig.Events.NextAsync(), Is.EqualTo("binary 0000"));
    }

    [Test]
    public async Task ShouldConnectAgainAfterSilence()
    {
        await using var rig = await SocketRig.StartAsync();
        await rig.ConnectAsync();

        rig.Clock.Advance(rig.Options.LivenessTimeout);

        Assert.That(await rig.Events.NextAsync(), Is.EqualTo("disconnected: nothing came for 00:00:05"));
        await rig.PassReconnectDelayAsync();
        await rig.NextConnectionAsync();
    }

    [Test]
    public async Task ShouldTakeHeartbeatsAsLife()
    {
        await using var rig = await SocketRig.StartAsync();
        var connection = await rig.ConnectAsync();

        for (var i = 0; i < 5; i++)
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(4));
            await connection.SendAsync(Heartbeat);
            Assert.That(await rig.Events.NextAsync(), Is.EqualTo("binary 00"));
        }

        Assert.That(rig.Socket.State, Is.EqualTo(KiteSocketState.Connected));
        Assert.That(rig.Socket.ReconnectCount, Is.Zero);
    }

    [Test]
    public async Task ShouldSubscribeAgainWithTheModesOfTheMoment()
    {
        await using var rig = await SocketRig.StartAsync();
        rig.Subscriptions.Set(408065, KiteTickerMode.Full);
        rig.Subscriptions.Set(256265, KiteTickerMode.Quote);
        var connection = await rig.ConnectAsync();
        Assert.That(await connection.NextTextAsync(), Is.EqualTo("""{"a":"subscribe","v":[408065,256265]}"""));
        Assert.That(await connection.NextTextAsync(), Is.EqualTo("""{"a":"mode","v":["quote",[256265]]}"""));
        Assert.That(await connection.NextTextAsync(), Is.EqualTo("""{"a":"mode","v":["full",[408065]]}"""));

        rig.Subscriptions.Set(408065, KiteTickerMode.Ltp);
        rig.Subscriptions.Announce();
        Assert.That(await connection.NextTextAsync(), Is.EqualTo("""{"a":"mode","v":["ltp",[408065]]}"""));

        rig.Subscriptions.Remove(256265);
        rig.Subscriptions.Announce();
        Assert.That(await connection.NextTextAsync(), Is.EqualTo("""{"a":"unsubscribe","v":[256265]}"""));

        connection.Cut();
        Assert.That(await rig.Events.NextAsync(), Does.StartWith("disconnected: "));
        rig.Subscriptions.Set(884737, KiteTickerMode.Full);
        rig.Subscriptions.Announce();
        await rig.PassReconnectDelayAsync();
        var next = await rig.NextConnectionAsync();
        Assert.That(await next.NextTextAsync(), Is.EqualTo("""{"a":"subscribe","v":[408065,884737]}"""));
        Assert.That(await next.NextTextAsync(), Is.EqualTo("""{"a":"mode","v":["ltp",[408065]]}"""));
        Assert.That(await next.NextTextAsync(), Is.EqualTo("""{"a":"mode","v":["full",[884737]]}"""));
        Assert.That(next.UnseenCount, Is.Zero);
    }

    [Test]
    public async Task ShouldWaitLongerAfterEachFailureUpToTheLimit()
    {
        await using var rig = await SocketRig.StartAsync(
            options => options.ReconnectDelayMax = TimeSpan.FromSeconds(6));
        rig.Server.RefuseWith = 502;
        rig.Socket.Start();

        var failures = 0;
        foreach (var longest in (double[])[1, 2, 4, 6, 6])
        {
            await rig.Server.NextRefusedAsync();
            var delay = await rig.Clock.NextWaitAsync(rig.Options.ConnectTimeout);
            Assert.That(delay.TotalSeconds, Is.InRange(longest / 2, longest));
            rig.Server.RefuseWith = ++failures < 5 ? 502 : 0;
            rig.Clock.Advance(delay);
        }

        Assert.That(await rig.Events.NextAsync(), Does.StartWith("disconnected: ").And.Contain("502"));
        var connection = await rig.NextConnectionAsync();
        await connection.SendAsync(Heartbeat);
        Assert.That(await rig.Events.NextAsync(), Is.EqualTo("binary 00"));
        connection.Cut();
        Assert.That(await rig.Events.NextAsync(), Does.StartWith("disconnected: "));
        Assert.That((await rig.PassReconnectDelayAsync()).TotalSeconds, Is.LessThanOrEqualTo(1));
    }

    [Test]
    public async Task ShouldWaitLongerForAServerThatAcceptsAndSaysNothing()
    {
        await using var rig = await SocketRig.StartAsync();
        var connection = await rig.ConnectAsync();
        foreach (var longest in (double[])[1, 2, 4])
        {
            connection.Cut();
            Assert.That(await rig.Events.NextAsync(), Does.StartWith("disconnected: "));
            Assert.That((await rig.PassReconnectDelayAsync()).TotalSeconds, Is.InRange(longest / 2, longest));
            connection = await rig.NextConnectionAsync();
        }
    }

    [Test]
    public async Task ShouldGiveUpAHandshakeThatIsNotAnswered()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        await using var rig = await SocketRig.StartAsync(
            options => options.SocketRoot = new Uri($"ws://{listener.LocalEndpoint}"));
        rig.Socket.Start();
        Assert.That(await rig.Clock.NextWaitAsync(), Is.EqualTo(rig.Options.ConnectTimeout));

        rig.Clock.Advance(rig.Options.ConnectTimeout);

        Assert.That(
            await rig.Events.NextAsync(), Is.EqualTo("disconnected: no answer to the handshake within 00:00:07"));
    }

    [Test]
    public async Task ShouldTellOnceOfARefusedTokenAndWaitForAnother()
    {
        await using var rig = await SocketRig.StartAsync();
        rig.Server.RefuseWith = 403;
        rig.Socket.Start();
        await rig.Server.NextRefusedAsync();

        for (var i = 0; i < 5; i++)
        {
            Assert.That(
                await rig.Clock.NextWaitAsync(rig.Options.ConnectTimeout), Is.EqualTo(rig.Options.TokenCheckInterval));
            rig.Clock.Advance(rig.Options.TokenCheckInterval);
        }

        await rig.Clock.NextWaitAsync(rig.Options.ConnectTimeout);
        Assert.That(rig.Socket.State, Is.EqualTo(KiteSocketState.WaitsForToken));
        Assert.That(rig.Server.UnseenCount, Is.Zero);
        Assert.That(await rig.Events.NextAsync(), Does.StartWith("no token: the server refused"));
        Assert.That(rig.Events.UnseenCount, Is.Zero);
        Assert.That(rig.Log.Lines.Count(line => line.Id == 3503), Is.EqualTo(1));
        rig.Server.RefuseWith = 0;
        rig.Token = "second-token";
        rig.Clock.Advance(rig.Options.TokenCheckInterval);
        Assert.That((await rig.NextConnectionAsync()).Query, Does.Contain("access_token=second-token"));
    }

    [Test]
    public async Task ShouldTellAgainWhenTheNextTokenIsRefusedToo()
    {
        await using var rig = await SocketRig.StartAsync();
        rig.Server.RefuseWith = 403;
        rig.Socket.Start();
        await rig.Server.NextRefusedAsync();
        await rig.Clock.NextWaitAsync(rig.Options.ConnectTimeout);

        rig.Token = "second-token";
        rig.Clock.Advance(rig.Options.TokenCheckInterval);

        Assert.That(await rig.Server.NextRefusedAsync(), Does.Contain("second-token"));
        Assert.That(await rig.Events.NextAsync(), Does.StartWith("no token: "));
        Assert.That(await rig.Events.NextAsync(), Does.StartWith("no token: "));
    }

    [TestCase(null)]
    [TestCase("")]
    public async Task ShouldNotConnectWithoutAToken(string? token)
    {
        await using var rig = await SocketRig.StartAsync();
        rig.Token = token;
        rig.Socket.Start();

        Assert.That(await rig.Events.NextAsync(), Is.EqualTo("no token: there is none. Log in to Kite."));
        Assert.That(await rig.Clock.NextWaitAsync(), Is.EqualTo(rig.Options.TokenCheckInterval));
        Assert.That(rig.Server.UnseenCount, Is.Zero);
        rig.Token = "second-token";
        rig.Clock.Advance(rig.Options.TokenCheckInterval);
        await rig.NextConnectionAsync();
    }

    [Test]
    public async Task ShouldUseANewTokenAtTheNextConnection()
    {
        await using var rig = await SocketRig.StartAsync();
        var connection = await rig.ConnectAsync();
        rig.Token = "second-token";

        connection.Cut();

        Assert.That(await rig.Events.NextAsync(), Does.StartWith("disconnected: "));
        await rig.PassReconnectDelayAsync();
        Assert.That((await rig.NextConnectionAsync()).Query, Does.Contain("access_token=second-token"));
    }

    [Test]
    public async Task ShouldTellOfALossOnceHoweverOftenItTries()
    {
        await using var rig = await SocketRig.StartAsync();
        var connection = await rig.ConnectAsync();
        rig.Server.RefuseWith = 503;

        connection.Cut();
        Assert.That(await rig.Events.NextAsync(), Does.StartWith("disconnected: "));
        for (var i = 0; i < 3; i++)
        {
            await rig.PassReconnectDelayAsync();
            await rig.Server.NextRefusedAsync();
        }

        await rig.Clock.NextWaitAsync(rig.Options.ConnectTimeout);
        Assert.That(rig.Events.UnseenCount, Is.Zero);
    }

    [Test]
    public async Task ShouldSayGoodbyeWhenItIsStopped()
    {
        await using var rig = await SocketRig.StartAsync();
        var connection = await rig.ConnectAsync();

        await rig.Socket.StopAsync(TimeSpan.FromSeconds(20)).Within();

        Assert.That(await connection.Ended.Within(), Is.EqualTo(WebSocketCloseStatus.NormalClosure));
        Assert.That(rig.Socket.State, Is.EqualTo(KiteSocketState.Stopped));
        Assert.That(rig.Events.UnseenCount, Is.Zero);
    }

    [Test]
    public async Task ShouldStopWhileItWaits()
    {
        await using var rig = await SocketRig.StartAsync();
        rig.Server.RefuseWith = 502;
        rig.Socket.Start();
        await rig.Clock.NextWaitAsync(rig.Options.ConnectTimeout);

        await rig.Socket.StopAsync(TimeSpan.FromSeconds(20)).Within();

        Assert.That(rig.Socket.State, Is.EqualTo(KiteSocketState.Stopped));
    }

    [Test]
    public async Task ShouldGoOnWhenItsHandlerThrows()
    {
        await using var rig = await SocketRig.StartAsync();
        rig.Events.Then = _ => throw new InvalidOperationException($"not {SocketRig.ApiKey}");
        rig.Socket.Start();
        Assert.That(await rig.Events.NextAsync(), Is.EqualTo("connected"));
        Assert.That(
            await rig.Clock.NextWaitAsync(rig.Options.ConnectTimeout), Is.EqualTo(rig.Options.ReconnectDelayMax));
        await rig.Server.AcceptAsync();

        rig.Events.Then = null;
        rig.Clock.Advance(rig.Options.ReconnectDelayMax);

        var connection = await rig.NextConnectionAsync();
        await connection.SendAsync(Heartbeat);
        Assert.That(await rig.Events.NextAsync(), Is.EqualTo("binary 00"));
        Assert.That(rig.Log.Lines.Count(line => line.Id == 3510), Is.EqualTo(1));
    }

    [Test]
    public void ShouldSurviveThatNobodyKnowsTheToken()
    {
        var options = new KiteTickerOptions { ApiKey = "k" };
        var access = new KiteAccess(options, () => throw new InvalidOperationException("no session"));

        Assert.That(access.FindToken(), Is.Null);
        Assert.That(access.ShouldTellMissing(out _), Is.True);
        Assert.That(access.ShouldTellMissing(out _), Is.False);
    }
}
