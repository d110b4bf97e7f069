using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Tests.Ticker;

/// <summary>A source in a real engine, against a real WebSocket server on loopback.</summary>
[TestFixture]
public sealed class KiteTickerSourceTests
{
    private const uint Token = 408065;
    private static readonly uint Time = (uint)Make.Time.ToUnixTimeSeconds();

    [Test]
    public async Task ShouldBringPricesToTheOrdersOfAnEngine()
    {
        var orders = Channel.CreateUnbounded<Order>();
        await using var rig = await SourceRig.CreateAsync();
        rig.Source.Subscribe([Token]);
        await rig.StartAsync(
            order =>
            {
                orders.Writer.TryWrite(order);
                return OrderResult.Filled(order.Quantity, order.LastPrice!.Value, 0);
            },
            Topology.Fused);
        using var stop = new CancellationTokenSource();
        var polling = new Thread(() => Run(rig.Engine, stop.Token));
        polling.Start();
        var connection = await rig.Server.AcceptAsync();
        Assert.That(await connection.NextTextAsync(), Is.EqualTo("""{"a":"subscribe","v":[408065]}"""));
        Assert.That(await connection.NextTextAsync(), Is.EqualTo("""{"a":"mode","v":["full",[408065]]}"""));

        await connection.SendAsync(Packets.Frame(Packets.Full(Token, 157_370, Time, 7)));
        Patience.Until(() => rig.Engine.LastPrice(Token) is not null);
        rig.Engine.Publish(Make.Signal("s1", token: Token));

        var order = await orders.Reader.ReadAsync().AsTask().Within();
        Assert.That(order.LastPrice, Is.EqualTo(Price.Parse("1573.7")));
        Assert.That(order.LastPriceTime, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(Time)));
        await stop.CancelAsync();
        polling.Join();
    }

    [Test]
    public async Task ShouldPublishEveryTickAndCount()
    {
        await using var rig = await SourceRig.CreateAsync();
        var seen = new List<(long Token, long Volume)>();
        rig.Source.TickReceived += tick => seen.Add((tick.InstrumentToken, tick.Volume));
        await rig.StartAsync();
        var connection = await rig.Server.AcceptAsync();

        await connection.SendAsync([0]);
        await connection.SendAsync(Packets.Frame(
            Packets.Ltp(257, 100), new byte[5], Packets.Quote(513, 200, volume: 9), Packets.Full(769, 0, Time)));
        await connection.SendAsync(Packets.FrameWithCount(2, Packets.Full(Token, 300, Time + 60)));
        rig.PollUntil(() => rig.Source.GetStatus().PacketCount == 4);

        var status = rig.Source.GetStatus();
        Assert.That(seen, Is.EqualTo(new[] { (257L, 0L), (513L, 9L), (769L, 0L), (Token, 0L) }));
        Assert.That((status.FrameCount, status.HeartbeatCount), Is.EqualTo((2L, 1L)));
        Assert.That((status.TickCount, status.PricelessPacketCount), Is.EqualTo((3L, 1L)));
        Assert.That(status.UnknownPacketCount, Is.EqualTo(1));
        Assert.That(status.BadFrames[KiteFrameFault.Truncated], Is.EqualTo(1));
        Assert.That(status.BadFrames.Values.Sum(), Is.EqualTo(1));
        Assert.That(status.BadFrames, Has.Count.EqualTo(6));
        Assert.That(status.NewestTickTime, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(Time + 60)));
        Assert.That((status.IsConnected, status.ConnectionCount), Is.EqualTo((true, 1)));
        Assert.That(rig.Engine.LastPrice(257), Is.EqualTo(Price.Parse("1")));
        Assert.That(rig.Engine.LastPrice(513), Is.EqualTo(Price.Parse("2")));
        Assert.That(rig.Engine.LastPrice(769), Is.Null);
        Assert.That(rig.Engine.LastPrice(Token), Is.EqualTo(Price.Parse("3")));
    }

    [Test]
    public async Task ShouldPublishFramesOfManyTicks()
    {
        await using var rig = await SourceRig.CreateAsync();
        await rig.StartAsync();
        var connection = await rig.Server.AcceptAsync();

        await connection.SendAsync(Packets.Frame(
            [.. Enumerable.Range(1, 3_000).Select(i => Packets.Full((uint)i << 8, 100 + i, Time))]));
        rig.PollUntil(() => rig.Source.GetStatus().TickCount == 3_000);

        Assert.That(rig.Engine.LastPrice(1 << 8), Is.EqualTo(Price.Parse("1.01")));
        Assert.That(rig.Engine.LastPrice(3_000 << 8), Is.EqualTo(Price.Parse("31")));
    }

    [Test]
    public async Task ShouldKeepTheNewestPricesWhenNobodyPolls()
    {
        await using var rig = await SourceRig.CreateAsync(options => options.FrameBufferCount = 2);
        await rig.StartAsync();
        var connection = await rig.Server.AcceptAsync();

        for (var i = 1; i <= 100; i++)
        {
            await connection.SendAsync(
                Packets.Frame(Packets.Full(Token, 1_000 + i, Time), Packets.Ltp(256 + (uint)i, i)));
        }

        Patience.Until(() => rig.Source.GetStatus().FrameCount == 100);
        Assert.That(rig.Source.GetStatus().OverflowFrameCount, Is.EqualTo(98));
        rig.PollUntil(() => rig.Source.GetStatus().PacketCount == 200);

        Assert.That(rig.Engine.LastPrice(Token), Is.EqualTo(Price.Parse("11")));
        Assert.That(rig.Engine.LastPrice(257), Is.EqualTo(Price.Parse("0.01")));
        Assert.That(rig.Engine.LastPrice(356), Is.EqualTo(Price.Parse("1")));
        Assert.That(rig.Source.GetStatus().LostTickCount, Is.EqualTo(97));
        Assert.That(rig.Source.GetStatus().TickCount, Is.EqualTo(103));
    }

    [Test]
    public async Task ShouldFillAConnectionBeforeItOpensTheNext()
    {
        await using var rig = await SourceRig.CreateAsync(options => options.InstrumentsPerConnectionMax = 2);
        rig.Source.Subscribe([1, 2, 3], KiteTickerMode.Ltp);
        await rig.StartAsync();
        var texts = await TextsOfTwoAsync(rig);
        Assert.That(texts[0], Is.EqualTo("""{"a":"subscribe","v":[1,2]}"""));
        Assert.That(texts[1], Is.EqualTo("""{"a":"subscribe","v":[3]}"""));

        rig.Source.Subscribe([4, 5, 4], KiteTickerMode.Quote);
        var third = await rig.Server.AcceptAsync();
        Assert.That(await third.NextTextAsync(), Is.EqualTo("""{"a":"subscribe","v":[5]}"""));
        Assert.That(await third.NextTextAsync(), Is.EqualTo("""{"a":"mode","v":["quote",[5]]}"""));

        Assert.That(() => rig.Source.Subscribe([5, 6, 7]), Throws.InvalidOperationException);
        Assert.That(rig.Source.GetStatus().InstrumentCount, Is.EqualTo(5));
        rig.Source.Unsubscribe([5, 99]);
        Assert.That(await third.NextTextAsync(), Is.EqualTo("""{"a":"unsubscribe","v":[5]}"""));
        rig.Source.Subscribe([6, 7]);
        Assert.That(await third.NextTextAsync(), Is.EqualTo("""{"a":"subscribe","v":[6,7]}"""));
        Assert.That(await third.NextTextAsync(), Is.EqualTo("""{"a":"mode","v":["full",[6,7]]}"""));
        rig.Source.SetMode([7], KiteTickerMode.Ltp);
        Assert.That(await third.NextTextAsync(), Is.EqualTo("""{"a":"mode","v":["ltp",[7]]}"""));
        var status = rig.Source.GetStatus();
        Assert.That((status.ConnectionCount, status.InstrumentCount), Is.EqualTo((3, 6)));
    }

    [Test]
    public async Task ShouldRefuseWhatCannotBeSubscribed()
    {
        await using var rig = await SourceRig.CreateAsync();
        var source = rig.Source;

        Assert.That(() => source.Subscribe([1, 0]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => source.Subscribe([1L + uint.MaxValue]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => source.Subscribe([1], (KiteTickerMode)3), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => source.Subscribe(null!), Throws.ArgumentNullException);
        Assert.That(() => source.SetMode([1], KiteTickerMode.Ltp), Throws.ArgumentException);
        Assert.That(() => source.Unsubscribe([-1]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(source.GetStatus().InstrumentCount, Is.Zero);
    }

    [Test]
    public async Task ShouldAlertOnceOfALossAndOfItsEnd()
    {
        await using var rig = await SourceRig.CreateAsync();
        rig.Source.Subscribe([Token], KiteTickerMode.Ltp);
        await rig.StartAsync();
        var connection = await rig.Server.AcceptAsync();
        await connection.NextTextAsync();
        await connection.SendAsync([0]);
        Patience.Until(() => rig.Source.GetStatus().HeartbeatCount == 1);

        await connection.CloseAsync(WebSocketCloseStatus.NormalClosure, $"{SourceRig.AccessToken} is over");

        var lost = await rig.NextAlertAsync();
        Assert.That((lost.Kind, lost.Severity), Is.EqualTo((AlertKind.ConnectionLost, AlertSeverity.Critical)));
        Assert.That(lost.Message, Does.Contain("1 instruments stand still").And.Contain("*** is over"));
        await rig.PassReconnectDelayAsync();
        connection = await rig.Server.AcceptAsync();
        var restored = await rig.NextAlertAsync();
        Assert.That(restored.Kind, Is.EqualTo(AlertKind.ConnectionRestored));
        Assert.That(await connection.NextTextAsync(), Is.EqualTo("""{"a":"subscribe","v":[408065]}"""));
        Assert.That(await connection.NextTextAsync(), Is.EqualTo("""{"a":"mode","v":["ltp",[408065]]}"""));
        await connection.SendAsync(Packets.Frame(Packets.Ltp(Token, 500)));
        rig.PollUntil(() => rig.Engine.LastPrice(Token) is not null);
        Assert.That(rig.Source.GetStatus().ReconnectCount, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldAlertOnceOfADeadTokenForAllConnections()
    {
        await using var rig = await SourceRig.CreateAsync(options => options.InstrumentsPerConnectionMax = 1);
        rig.Source.Subscribe([1, 2, 3]);
        rig.Server.RefuseWith = 403;
        await rig.StartAsync();

        var lost = await rig.NextAlertAsync();
        Assert.That(lost.Kind, Is.EqualTo(AlertKind.ConnectionLost));
        Assert.That(lost.Message, Does.Contain("Log in to Kite again"));
        Assert.That(rig.Source.GetStatus().IsWaitingForToken, Is.True);
        await rig.PassTokenCheckAsync(connectionCount: 3, () =>
        {
            rig.Server.RefuseWith = 0;
            rig.Token = "another";
        });

        Assert.That((await rig.NextAlertAsync()).Kind, Is.EqualTo(AlertKind.ConnectionRestored));
        Patience.Until(() => rig.Source.GetStatus().IsConnected);
        Assert.That(rig.Log.Lines.Count(line => line.Id == 3503), Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldStartWithoutATokenAndGoOnWithOne()
    {
        await using var rig = await SourceRig.CreateAsync();
        rig.Token = null;
        await rig.StartAsync();
        Assert.That((await rig.NextAlertAsync()).Message, Does.Contain("there is none"));

        await rig.PassTokenCheckAsync(connectionCount: 1, () => rig.Token = SourceRig.AccessToken);

        Assert.That((await rig.NextAlertAsync()).Kind, Is.EqualTo(AlertKind.ConnectionRestored));
    }

    [Test]
    public async Task ShouldRaiseOrderUpdatesAndLogTexts()
    {
        await using var rig = await SourceRig.CreateAsync();
        var orders = Channel.CreateUnbounded<string>();
        rig.Source.OrderUpdate += json =>
        {
            orders.Writer.TryWrite(Encoding.UTF8.GetString(json));
            throw new InvalidOperationException("The handler throws.");
        };
        await rig.StartAsync();
        var connection = await rig.Server.AcceptAsync();

        await connection.SendAsync("""{"type":"error","data":"Too many requests"}""");
        await connection.SendAsync("nonsense");
        await connection.SendAsync("""{"type":"order","data":{"order_id":"1"}}""");
        await connection.SendAsync("""{"type":"order","data":{"order_id":"1"}}""");

        Assert.That(await orders.Reader.ReadAsync().AsTask().Within(), Is.EqualTo("""{"order_id":"1"}"""));
        Assert.That(await orders.Reader.ReadAsync().AsTask().Within(), Is.EqualTo("""{"order_id":"1"}"""));
        var status = rig.Source.GetStatus();
        Assert.That((status.TextCount, status.UnreadableTextCount, status.OrderUpdateCount), Is.EqualTo((4L, 1L, 2L)));
        Assert.That(rig.Log.Lines.Select(line => line.Text), Has.Some.Contains("Kite's ticker 1 says error: Too many"));
    }

    [Test]
    public async Task ShouldCallAHandlerThatThrowsNoMore()
    {
        await using var rig = await SourceRig.CreateAsync();
        var calls = 0;
        rig.Source.TickReceived += _ =>
        {
            calls++;
            throw new InvalidOperationException("The handler throws.");
        };
        await rig.StartAsync();
        var connection = await rig.Server.AcceptAsync();

        await connection.SendAsync(Packets.Frame(Packets.Ltp(257, 100), Packets.Ltp(513, 200)));
        rig.PollUntil(() => rig.Engine.LastPrice(513) is not null);

        Assert.That(calls, Is.EqualTo(1));
        Assert.That(rig.Engine.LastPrice(257), Is.EqualTo(Price.Parse("1")));
        Assert.That(rig.Log.Lines.Count(line => line.Id == 3506), Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldCountAFrameThatIsTooLong()
    {
        await using var rig = await SourceRig.CreateAsync(options => options.FrameBytesMax = 1_024);
        await rig.StartAsync();
        var connection = await rig.Server.AcceptAsync();

        await connection.SendAsync(new byte[2_000]);
        await connection.SendAsync(Packets.Frame(Packets.Ltp(257, 100)));
        rig.PollUntil(() => rig.Engine.LastPrice(257) is not null);

        Assert.That(rig.Source.GetStatus().BadFrames[KiteFrameFault.TooLong], Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldCloseItsConnectionsWhenTheEngineStops()
    {
        await using var rig = await SourceRig.CreateAsync(options => options.InstrumentsPerConnectionMax = 1);
        rig.Source.Subscribe([1, 2]);
        await rig.StartAsync();
        var first = await rig.Server.AcceptAsync();
        var second = await rig.Server.AcceptAsync();
        Patience.Until(() => rig.Source.GetStatus().ConnectedCount == 2);

        await rig.Engine.StopAsync().Within();

        Assert.That(await first.Ended.Within(), Is.EqualTo(WebSocketCloseStatus.NormalClosure));
        Assert.That(await second.Ended.Within(), Is.EqualTo(WebSocketCloseStatus.NormalClosure));
        Assert.That(rig.Source.GetStatus().ConnectedCount, Is.Zero);
        await rig.Source.StopAsync(TimeSpan.FromSeconds(1));
        rig.Source.Subscribe([3]);
        rig.Source.Unsubscribe([1]);
        Assert.That(rig.Source.GetStatus().InstrumentCount, Is.EqualTo(2));
        Assert.That(rig.Server.UnseenCount, Is.Zero);
    }

    /// <summary>
    /// The first text of each of two connections, whichever came first, the other text of each is passed over.
    /// </summary>
    private static async Task<string[]> TextsOfTwoAsync(SourceRig rig)
    {
        var texts = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var connection = await rig.Server.AcceptAsync();
            texts.Add(await connection.NextTextAsync());
            await connection.NextTextAsync();
        }

        return [.. texts.Order(StringComparer.Ordinal)];
    }

    private static void Run(Engine engine, CancellationToken stop)
    {
        try
        {
            engine.Run(stop);
        }
        catch (OperationCanceledException)
        {
            // The test has seen what it wanted to see.
        }
    }
}
