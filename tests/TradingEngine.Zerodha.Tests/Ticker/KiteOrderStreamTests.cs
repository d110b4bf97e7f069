using System.Text;
using System.Threading.Channels;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Tests.Ticker;

[TestFixture]
public sealed class KiteOrderStreamTests
{
    private const string Order = """{"order_id":"151220000000000","status":"COMPLETE","tag":"tag1","quantity":1}""";
    private const string Frame = $$"""{"type":"order","data":{{Order}}}""";

    private string? _token = "the-token";
    private TickerServer _server = null!;
    private WatchedClock _clock = null!;
    private TickerLogLines _log = null!;
    private Listener _listener = null!;
    private KiteOrderStream _stream = null!;

    [SetUp]
    public async Task Start()
    {
        _token = "the-token";
        _server = await TickerServer.StartAsync();
        _clock = new WatchedClock();
        _log = new TickerLogLines();
        _listener = new Listener();
        _stream = new KiteOrderStream(
            new KiteTickerOptions { ApiKey = "the-key", SocketRoot = _server.Root },
            () => _token,
            _listener,
            _clock,
            _log);
    }

    [TearDown]
    public async Task Stop()
    {
        await _stream.StopAsync(TimeSpan.FromSeconds(10));
        _stream.Dispose();
        await _server.DisposeAsync();
        _log.Dispose();
        Assert.That(string.Join('\n', _log.Lines), Does.Not.Contain("the-token").And.Not.Contain("the-key"));
    }

    [Test]
    public async Task ShouldTellOfEachUpdateRepeatedOnesToo()
    {
        var connection = await ConnectAsync();

        await connection.SendAsync(Frame);
        await connection.SendAsync(Frame);
        await connection.SendAsync([0]);
        await connection.SendAsync("""{"type":"order","data":{"order_id":"2","status":"OPEN","tag":null}}""");

        Assert.That(await _listener.NextAsync(), Is.EqualTo($"order 151220000000000 COMPLETE tag1 {Order}"));
        Assert.That(await _listener.NextAsync(), Is.EqualTo($"order 151220000000000 COMPLETE tag1 {Order}"));
        Assert.That(await _listener.NextAsync(), Does.StartWith("order 2 OPEN - "));
        Assert.That((_stream.OrderUpdateCount, _stream.UnreadableCount), Is.EqualTo((3L, 0L)));
        Assert.That(connection.UnseenCount, Is.Zero);
    }

    [Test]
    public async Task ShouldCountWhatItCannotReadAndGoOn()
    {
        var connection = await ConnectAsync();

        await connection.SendAsync("{");
        await connection.SendAsync("""{"type":"order","data":[]}""");
        await connection.SendAsync("""{"type":"order","data":{"status":"OPEN"}}""");
        await connection.SendAsync(Frame);

        Assert.That(await _listener.NextAsync(), Does.StartWith("order 151220000000000"));
        Assert.That(_stream.UnreadableCount, Is.EqualTo(3));
    }

    [Test]
    public async Task ShouldTellOfLossAndReturn()
    {
        var connection = await ConnectAsync();

        connection.Cut();

        Assert.That(await _listener.NextAsync(), Does.StartWith("lost, needs login False: "));
        _clock.Advance(await _clock.NextWaitAsync(TimeSpan.FromSeconds(7)));
        connection = await _server.AcceptAsync();
        Assert.That(await _listener.NextAsync(), Is.EqualTo("connected"));
        await connection.SendAsync(Frame);
        Assert.That(await _listener.NextAsync(), Does.StartWith("order "));
        Assert.That(_stream.ReconnectCount, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldSayThatALoginIsNeeded()
    {
        _server.RefuseWith = 403;
        _stream.Start();

        Assert.That(await _listener.NextAsync(), Does.StartWith("lost, needs login True: ").And.Contain("403"));
    }

    [Test]
    public async Task ShouldGoOnWhenItsListenerThrows()
    {
        _listener.Throws = true;
        var connection = await ConnectAsync();

        await connection.SendAsync(Frame);
        await connection.SendAsync(Frame);

        Assert.That(await _listener.NextAsync(), Does.StartWith("order "));
        Assert.That(await _listener.NextAsync(), Does.StartWith("order "));
        Assert.That(_stream.State, Is.EqualTo(KiteSocketState.Connected));
        Assert.That(_log.Lines.Select(line => line.Id), Does.Contain(3507).And.Contain(3508));
    }

    [Test]
    public async Task ShouldLogWhatTheServerSaysWithoutSecrets()
    {
        var connection = await ConnectAsync();

        await connection.SendAsync("""{"type":"error","data":"bad token the-token"}""");
        await connection.SendAsync("""{"type":"message","data":"Markets close early."}""");
        await connection.SendAsync(Frame);
        await _listener.NextAsync();

        var texts = _log.Lines.Where(line => line.Id == 3504).Select(line => line.Text.TrimEnd());
        Assert.That(
            texts,
            Is.EqualTo(new[]
            {
                "Kite's order stream says error: bad token ***",
                "Kite's order stream says message: Markets close early.",
            }));
    }

    private async Task<ServerConnection> ConnectAsync()
    {
        _stream.Start();
        var connection = await _server.AcceptAsync();
        Assert.That(await _listener.NextAsync(), Is.EqualTo("connected"));
        return connection;
    }

    private sealed class Listener : IKiteOrderListener
    {
        private readonly Channel<string> _events = Channel.CreateUnbounded<string>();

        public bool Throws { get; set; }

        public Task<string> NextAsync() => _events.Reader.ReadAsync().AsTask().Within();

        public void OnConnected() => Add("connected");

        public void OnDisconnected(string reason, bool needsLogin) => Add($"lost, needs login {needsLogin}: {reason}");

        public void OnOrder(KiteOrderFrame order) => Add(
            $"order {order.OrderId} {order.Status} {order.Tag ?? "-"} {Encoding.UTF8.GetString(order.Data)}");

        private void Add(string text)
        {
            _events.Writer.TryWrite(text);
            if (Throws)
            {
                throw new InvalidOperationException("The listener throws.");
            }
        }
    }
}
