using TradingEngine.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Model;
using TradingEngine.Strategies;
using TradingEngine.TestKit;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests.Strategies;

/// <summary>An engine that follows its source, and goes on where the source fails.</summary>
[TestFixture]
public sealed class StrategyUpdaterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly StrategyConfiguration Momentum = new("momentum") { ZerodhaTradingEnabled = false };

    private string _folder = "";

    private string CacheFile => Path.Combine(_folder, "copy", "strategies.json");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("tradingengine-updater-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task ShouldTakeOverAChangeAndSayWhatIsOther()
    {
        var source = new ScriptedStrategies(() => new StrategySet { Strategies = [Momentum] });
        await using var test = await StartAsync(source);
        Assert.That(test.Trade("one"), Is.EqualTo(new[] { "paper" }));

        source.Change(Momentum with { Traders = [new("zerodha", TraderMode.Shadow), new("paper", TraderMode.Off)] });
        test.WaitFor(AlertKind.StrategiesChanged, "momentum: paper live → zerodha shadow.");

        Assert.That(test.Trade("two"), Is.EqualTo(new[] { "zerodha.shadow" }));
        Assert.That(test.Updater.GetStatus(), Has.Property("ChangeCount").EqualTo(1).And.Property("Problem").Null);
    }

    [Test]
    public async Task ShouldKeepWhatThereIsWhereTheNewIsWrong()
    {
        var source = new ScriptedStrategies(() => new StrategySet { Strategies = [Momentum] });
        await using var test = await StartAsync(source);

        source.Change(Momentum with { Traders = [new("kotak", TraderMode.Live)] });
        test.WaitFor(AlertKind.StrategiesRefused, "trader 'kotak', column trader");
        Assert.That(test.Trade("one"), Is.EqualTo(new[] { "paper" }));
        source.Change(() => throw new StrategySourceException(["row 7, column mode: is NULL."]));
        test.WaitFor(AlertKind.StrategiesRefused, "row 7, column mode");
        Assert.That(test.Trade("two"), Is.EqualTo(new[] { "paper" }));
        Assert.That(test.Updater.GetStatus().RefusedCount, Is.EqualTo(2));

        source.Change(Momentum);
        test.WaitFor(AlertKind.StrategiesChanged, "right again");
        Assert.That(test.Updater.GetStatus().Problem, Is.Null);
    }

    [Test]
    public async Task ShouldTakeTradingAwayWhileSomethingElseIsWrong([Values] bool isReadable)
    {
        var wrong = new StrategyConfiguration("wrong") { Traders = [new("kotak", TraderMode.Live)] };
        var other = new StrategyConfiguration("other") { ZerodhaTradingEnabled = false };
        var source = new ScriptedStrategies(
            () => new StrategySet { Strategies = [Momentum with { ZerodhaTradingEnabled = true }, other] });
        await using (var test = await StartAsync(source))
        {
            Assert.That(test.Trade("one"), Is.EquivalentTo(new[] { "paper", "zerodha" }));
            var rolledBack = Momentum with
            {
                ZerodhaTradingEnabled = true,
                Traders = [new("zerodha", TraderMode.Shadow), new("paper", TraderMode.Live) { SharePercent = 0 }],
            };
            var widened = other with { ZerodhaTradingEnabled = true };
            source.Change(isReadable
                ? () => throw new StrategySourceException(["row 7: is wrong."])
                {
                    Readable = new StrategySet { Strategies = [rolledBack, widened] },
                }
            : () => new StrategySet { Strategies = [rolledBack, widened, wrong] });
            test.WaitFor(AlertKind.StrategiesRefused, isReadable ? "row 7" : "kotak");

            Assert.That(test.Trade("two"), Is.EqualTo(new[] { "zerodha.shadow" }));
            Assert.That(test.Updater.Plan!.Strategies["other"].Describe(), Is.EqualTo("paper live"), "nothing begins");
            Assert.That(test.Updater.Plan.Strategies, Does.Not.ContainKey("wrong"));
        }

        // Neither the wrong rows nor the copy bring back what was taken away.
        await using var next = await StartAsync(new ScriptedStrategies(() => throw new StrategySourceException("gone")));
        Assert.That(next.Trade("three"), Is.EqualTo(new[] { "zerodha.shadow" }));
    }

    [Test]
    public async Task ShouldTakeTradingAwayWhereItStartsFromTheCopy()
    {
        var live = Momentum with { ZerodhaTradingEnabled = true };
        await using (await StartAsync(new ScriptedStrategies(() => new StrategySet { Strategies = [live] })))
        {
        }

        var off = live with { Traders = [new("zerodha", TraderMode.Off), new("kotak", TraderMode.Live)] };
        await using var test = await StartAsync(new ScriptedStrategies(() => new StrategySet { Strategies = [off] }));

        test.WaitFor(AlertKind.StrategiesRefused, "kotak");
        Assert.That(test.Trade("one"), Is.EqualTo(new[] { "paper" }));
    }

    [Test]
    public async Task ShouldNotTakeASourceThatLostAllItsStrategies()
    {
        var source = new ScriptedStrategies(() => new StrategySet { Strategies = [Momentum] });
        await using var test = await StartAsync(source);

        source.Change();
        test.WaitFor(AlertKind.StrategiesRefused, "There is no strategy any more, where there were 1.");

        Assert.That(test.Trade("one"), Is.EqualTo(new[] { "paper" }));
    }

    [Test]
    public async Task ShouldTellOnceOfOneMistake()
    {
        var source = new ScriptedStrategies(() => new StrategySet { Strategies = [Momentum] });
        await using var test = await StartAsync(source);
        for (var i = 0; i < 3; i++)
        {
            source.Change(Momentum with { Traders = [new("kotak", TraderMode.Live)] });
        }

        test.WaitFor(AlertKind.StrategiesRefused, "kotak");
        source.Change(new StrategyConfiguration("other") { ZerodhaTradingEnabled = false });
        test.WaitFor(AlertKind.StrategiesChanged, "momentum: paper live → removed");

        Assert.That(test.Alerts.Count(one => one.Kind == AlertKind.StrategiesRefused), Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldGoOnWhileTheSourceIsDownAndSayHowOldItsRoutesAre()
    {
        var source = new ScriptedStrategies(() => new StrategySet { Strategies = [Momentum] });
        await using var test = await StartAsync(source);

        source.Change(() => throw new StrategySourceException("the server is gone"));
        test.WaitFor(AlertKind.ConnectionLost, "the strategies of 2026-06-02 04:30:00 UTC go on: the server is gone");
        Assert.That(test.Trade("one"), Is.EqualTo(new[] { "paper" }));
        Assert.That(test.Updater.GetStatus().Problem, Is.EqualTo("the server is gone"));

        source.Change(new StrategyConfiguration("momentum") { ZerodhaTradingEnabled = true });
        test.AdvanceUntil(AlertKind.ConnectionRestored);
        test.AdvanceUntil(AlertKind.StrategiesChanged);
        Assert.That(test.Trade("two"), Is.EquivalentTo(new[] { "paper", "zerodha" }));
        Assert.That(test.Alerts.Count(one => one.Kind == AlertKind.ConnectionLost), Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldStartFromTheCopyWhereTheSourceIsDown([Values] bool isUnavailable)
    {
        var good = Momentum with { ZerodhaTradingEnabled = true, Traders = [new("paper", TraderMode.Off)] };
        await using (await StartAsync(new ScriptedStrategies(() => new StrategySet { Strategies = [good] })))
        {
        }

        var source = new ScriptedStrategies(() => throw (isUnavailable
            ? new StrategySourceException("no route to host")
            : new StrategySourceException(["row 7: is wrong."])));
        await using var test = await StartAsync(source);

        test.WaitFor(
            isUnavailable ? AlertKind.ConnectionLost : AlertKind.StrategiesRefused,
            "The strategies are those that were saved at 2026-06-02 04:30:00 UTC");
        Assert.That(test.Trade("one"), Is.EqualTo(new[] { "zerodha" }));
        Assert.That(test.Updater.GetStatus().IsFromCache, Is.True);

        source.Change(Momentum);
        test.AdvanceUntil(AlertKind.StrategiesChanged);
        Assert.That(test.Trade("two"), Is.EqualTo(new[] { "paper" }));
    }

    [Test]
    public void ShouldNotStartWithoutSourceAndCopy()
    {
        var updater = new StrategyUpdater(
            new ScriptedStrategies(() => throw new StrategySourceException("no route to host")),
            new StrategyUpdaterOptions { CacheFile = CacheFile });

        Assert.That(
            () => updater.LoadAsync(new EngineBuilder().AddTrader("paper", new PaperTrader())),
            Throws.InstanceOf<StrategySourceException>().With.Message.EqualTo("no route to host"));
    }

    [Test]
    public void ShouldSayBothWhereTheCopyIsDamagedToo()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(CacheFile)!);
        File.WriteAllText(CacheFile, "{");
        var updater = new StrategyUpdater(
            new ScriptedStrategies(() => throw new StrategySourceException("no route to host")),
            new StrategyUpdaterOptions { CacheFile = CacheFile });

        Assert.That(
            () => updater.LoadAsync(new EngineBuilder().AddTrader("paper", new PaperTrader())),
            Throws.InstanceOf<StrategySourceException>()
                .With.Message.StartsWith("no route to host The copy ").And.Message.Contains(CacheFile));
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("""{"saved_at":"yesterday","set":{"strategies":[]}}""")]
    [TestCase("""{"saved_at":"2026-06-02T10:00:00Z","set":{"strategies":[{"id":1}]}}""")]
    public void ShouldSayThatTheCopyIsDamaged(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(CacheFile)!);
        File.WriteAllText(CacheFile, content);

        Assert.That(() => new StrategyCache(CacheFile).Read(), Throws.InstanceOf<StrategySourceException>());
    }

    [Test]
    public async Task ShouldGoOnWhereTheCopyCannotBeWritten()
    {
        // A file is where the folder of the copy should be.
        File.WriteAllText(Path.Combine(_folder, "copy"), "");
        var source = new ScriptedStrategies(() => new StrategySet { Strategies = [Momentum] });
        await using var test = await StartAsync(source);

        test.WaitFor(AlertKind.StrategiesNotSaved, "cannot be written");
        Assert.That(test.Trade("one"), Is.EqualTo(new[] { "paper" }));
    }

    [Test]
    public async Task ShouldEndWithoutWaitingForASourceThatNeverChanges()
    {
        var source = new ScriptedStrategies(() => new StrategySet { Strategies = [Momentum] });
        var test = await StartAsync(source);

        await test.DisposeAsync();

        Assert.That(source.IsDisposed, Is.True);
    }

    private async Task<Rig> StartAsync(ScriptedStrategies source)
    {
        StrategyUpdater? updater = null;
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Make.Time);
        var sink = new InMemorySink();
        var builder = new EngineBuilder()
            .AddTrader("paper", new PaperTrader())
            .AddTrader("zerodha", new PaperTrader())
            .UseTimeProvider(clock)
            .AddSink(sink);
        builder.Options.Topology = Topology.Fused;
        updater = new StrategyUpdater(source, new StrategyUpdaterOptions { CacheFile = CacheFile, TimeProvider = clock });
        await updater.LoadAsync(builder);
        var engine = builder.Build();
        await engine.StartAsync();
        updater.Start(engine);
        engine.Publish(Make.Tick(1, "100"));
        return new Rig(engine, updater, sink, clock);
    }

    private sealed class Rig(
        Engine engine,
        StrategyUpdater updater,
        InMemorySink sink,
        Microsoft.Extensions.Time.Testing.FakeTimeProvider clock) : IAsyncDisposable
    {
        public StrategyUpdater Updater => updater;

        public IReadOnlyList<Alert> Alerts => sink.Alerts;

        /// <summary>The traders that a signal reached.</summary>
        public IEnumerable<string> Trade(string signal)
        {
            engine.Publish(Make.Signal(signal, at: clock.GetUtcNow()));
            Assert.That(engine.Drain(Patience), Is.True);
            return sink.Events.Where(one => one.Signal.SignalId == signal).Select(one => one.Trader);
        }

        public void WaitFor(AlertKind kind, string text) => Assert.That(
            SpinWait.SpinUntil(
                () => Alerts.Any(one => one.Kind == kind && one.Message.Contains(text, StringComparison.Ordinal)), Patience),
            Is.True,
            () => $"{kind} '{text}' is not in: {string.Join('\n', Alerts)}");

        /// <summary>Lets time pass, which the pauses between two tries take, until an alert is there.</summary>
        public void AdvanceUntil(AlertKind kind) => Assert.That(
            SpinWait.SpinUntil(
                () =>
                {
                    clock.Advance(TimeSpan.FromSeconds(1));
                    return Alerts.Any(one => one.Kind == kind);
                },
                Patience),
            Is.True,
            () => $"{kind} is not in: {string.Join('\n', Alerts)}");

        public async ValueTask DisposeAsync()
        {
            await updater.DisposeAsync();
            await engine.DisposeAsync();
        }
    }
}
