using System.Text;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;
using TradingEngine.Zerodha.Instruments;
using TradingEngine.Zerodha.Tests.Ticker;

namespace TradingEngine.Zerodha.Tests.Instruments;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixture]
public sealed class InstrumentRefresherTests : IDisposable
{
    private const string Header =
        "instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,tick_size,lot_size,instrument_type,segment,exchange";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly TempDirectory _directory = new();
    private readonly List<string?> _symbols = [];
    private readonly TickerLogLines _log = new();
    private string? _listed = "FIRST";
    private int _downloadCount;
    private TestEngine _test = null!;

    [SetUp]
    public async Task StartEngine() => _test = await TestEngine.StartAsync(
        Topology.Inline, builder => builder.AddTrader("recording", new InlineDelegateTrader(Record)).RouteOthers("recording"));

    [TearDown]
    public async Task StopEngine() => await _test.DisposeAsync();

    public void Dispose()
    {
        _directory.Dispose();
        _log.Dispose();
    }

    [Test]
    public async Task ShouldGiveTheEngineTheListOfToday()
    {
        var refresher = MakeRefresher();

        Assert.That(await refresher.RefreshAsync(), Is.True);
        Assert.That(await refresher.RefreshAsync(), Is.False);
        Assert.That(_downloadCount, Is.EqualTo(1));
        Assert.That(refresher.Day, Is.EqualTo(new DateOnly(2026, 6, 2)));
        Assert.That(SymbolOfAnOrder(), Is.EqualTo("FIRST"));
    }

    [Test]
    public async Task ShouldSwapTheListTheNextDay()
    {
        var refresher = MakeRefresher();
        await refresher.RefreshAsync();
        _listed = "SECOND";
        _test.Clock.Advance(Day);

        Assert.That(SymbolOfAnOrder(), Is.EqualTo("FIRST"));
        Assert.That(await refresher.RefreshAsync(), Is.True);
        Assert.That(SymbolOfAnOrder(), Is.EqualTo("SECOND"));
    }

    [Test]
    public async Task ShouldTakeTheListThatAnotherProcessDownloaded()
    {
        var refresher = MakeRefresher();
        await refresher.RefreshAsync();
        _test.Clock.Advance(Day);
        _listed = "SECOND";
        await MakeRefresher().RefreshAsync();
        _listed = null;

        Assert.That(SymbolOfAnOrder(), Is.EqualTo("SECOND"), "of the engine that both share");
        Assert.That(await refresher.RefreshAsync(), Is.True);
        Assert.That(refresher.Day, Is.EqualTo(new DateOnly(2026, 6, 3)));
        Assert.That(_downloadCount, Is.EqualTo(2));
    }

    [Test]
    public async Task ShouldGoOnWithAnOlderListAndTellItsAge()
    {
        await MakeRefresher().RefreshAsync();
        _test.Clock.Advance(2 * Day);
        _listed = null;
        var restarted = MakeRefresher();

        Assert.That(await restarted.RefreshAsync(), Is.True);
        Assert.That(await restarted.RefreshAsync(), Is.False);
        Assert.That(SymbolOfAnOrder(), Is.EqualTo("FIRST"));
        Assert.That(LogTexts, Has.Some.Contains("49 hours old: Kite is away"));

        _listed = "THIRD";
        Assert.That(await restarted.RefreshAsync(), Is.True);
        Assert.That(SymbolOfAnOrder(), Is.EqualTo("THIRD"));
    }

    [Test]
    public async Task ShouldSayThatThereIsNone()
    {
        _listed = null;
        var refresher = MakeRefresher();

        Assert.That(await refresher.RefreshAsync(), Is.False);
        Assert.That(refresher.Day, Is.Null);
        Assert.That(SymbolOfAnOrder(), Is.Null);
        Assert.That(LogTexts.Single(), Does.Contain("There are no instruments").And.Contain("Kite is away"));
    }

    [Test]
    public async Task ShouldLookByTheClockOfTheEngine()
    {
        using var looked = new SemaphoreSlim(0);
        using var end = new CancellationTokenSource();
        var refresher = new InstrumentRefresher(
            _test.Engine, new InstrumentCache(_directory.Path), _ =>
            {
                looked.Release();
                throw new IOException("Kite is away");
            });
        var running = refresher.RunAsync(end.Token);
        _test.Clock.Advance(TimeSpan.FromMinutes(5));
        await looked.WaitAsync();
        await end.CancelAsync();

        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(refresher.Day, Is.Null);
    }

    [Test]
    public async Task ShouldGiveUpADownloadWhenItIsCancelled()
    {
        using var end = new CancellationTokenSource();
        var refresher = new InstrumentRefresher(_test.Engine, new InstrumentCache(_directory.Path), async token =>
        {
            await end.CancelAsync();
            token.ThrowIfCancellationRequested();
            return Stream.Null;
        });

        Assert.That(
            async () => await refresher.RefreshAsync(end.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(_directory.Path), Is.Empty);
    }

    private IEnumerable<string> LogTexts => _log.Lines.Select(line => line.Text);

    private InstrumentRefresher MakeRefresher() =>
        new(_test.Engine, new InstrumentCache(_directory.Path), DownloadAsync, _log.CreateLogger("instruments"));

    private Task<Stream> DownloadAsync(CancellationToken cancellationToken)
    {
        _downloadCount++;
        return _listed is null
            ? throw new IOException("Kite is away")
            : Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(
                $"{Header}\n1,1,{_listed},,0,,0,0.05,1,EQ,NSE,NSE\n")));
    }

    private OrderResult Record(Order order)
    {
        _symbols.Add(order.Instrument?.Symbol);
        return OrderResult.Filled(order.Quantity, Price.Parse("1"), fees: 0);
    }

    private string? SymbolOfAnOrder()
    {
        _test.Engine.Publish(Make.Signal($"s{_symbols.Count}", token: 1, at: _test.Clock.GetUtcNow()));
        _test.Drain();
        return _symbols[^1];
    }
}
