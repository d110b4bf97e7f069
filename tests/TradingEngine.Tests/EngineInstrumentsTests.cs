using System.Collections.Concurrent;
using System.Globalization;
using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Journal;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests;

/// <summary>What the instruments do to orders, whatever threads the stages run on.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixture(Topology.Inline)]
[TestFixture(Topology.Fused)]
[TestFixture(Topology.ThreadPerStage)]
public sealed class EngineInstrumentsTests(Topology topology)
{
    private const long Future = 1;
    private const long Index = 2;
    private const long Unlisted = 3;

    private readonly ConcurrentQueue<Order> _executed = new();

    [Test]
    public async Task ShouldGiveAnOrderItsInstrument()
    {
        var instruments = List();
        await using var test = await Start(builder => builder.UseInstruments(instruments));
        test.Engine.Publish(Make.Signal("a", token: Future, quantity: 75));
        test.Engine.Publish(Make.Signal("b", token: Unlisted));
        test.Drain();

        Assert.That(
            _executed.Select(order => order.Instrument), Is.EqualTo(new[] { instruments.Find(Future), null }));
    }

    [Test]
    public async Task ShouldCheckNothingWithoutInstruments()
    {
        await using var test = await Start(_ => { });
        test.Engine.Publish(Make.Signal("a", token: Future, quantity: 7));
        test.Engine.Publish(Make.Signal("b", token: Index));

        Assert.That(test.Drain().Select(e => e.Type), Is.All.EqualTo(OrderEventType.Filled));
        Assert.That(_executed.Select(order => order.Instrument), Is.EqualTo(new Instrument?[] { null, null }));
    }

    [TestCase(Future, 70, "70 NIFTYFUT are no multiple of the lot of 75: 75 is")]
    [TestCase(Future, 100, "100 NIFTYFUT are no multiple of the lot of 75: 75 and 150 are")]
    [TestCase(Index, 1, "NIFTY 50 cannot be traded")]
    public async Task ShouldFailAnOrderThatTheExchangeWouldRefuse(long token, long quantity, string reason)
    {
        await using var test = await Start(builder => builder.UseInstruments(List()).AddTrader<PaperTrader>("paper")
            .RouteOthers("recording", "paper"));
        test.Engine.Publish(Make.Tick(token, "100"));
        test.Engine.Publish(Make.Signal("a", token: token, quantity: quantity));
        var failures = test.Drain();

        Assert.That(failures.Select(e => e.Trader), Is.EqualTo(["recording", "paper"]));
        Assert.That(failures.Select(e => e.Type), Is.All.EqualTo(OrderEventType.Failed));
        Assert.That(failures.Select(e => e.ErrorMessage), Is.All.EqualTo(reason));
        Assert.That(_executed, Is.Empty);
        Assert.That(test.Engine.GetOpenOrders(), Is.Empty);
    }

    [Test]
    public async Task ShouldFailOrdersOfUnlistedInstrumentsWhereThatIsAsked()
    {
        await using var test = await Start(builder =>
        {
            builder.UseInstruments(List());
            builder.Options.RequireListedInstrument = true;
        });
        test.Engine.Publish(Make.Signal("a", token: Unlisted));
        test.Engine.Publish(Make.Signal("b", token: Future, quantity: 75));
        var events = test.Drain();

        Assert.That(events.Select(e => e.Type), Is.EqualTo([OrderEventType.Failed, OrderEventType.Filled]));
        Assert.That(events[0].ErrorMessage, Is.EqualTo("The instrument 3 is not listed"));
    }

    [Test]
    public async Task ShouldUseTheInstrumentsThatStoodBeforeTheSignalInTheRing()
    {
        const int signalCount = 20_000;
        const int signalsPerList = 7;
        await using var test = await Start(builder => builder.UseInstruments(List(0)));
        for (var i = 0; i < signalCount; i++)
        {
            if (i > 0 && i % signalsPerList == 0)
            {
                test.Engine.UpdateInstruments(List(i / signalsPerList));
            }

            test.Engine.Publish(Make.Tick(Future, "100"));
            test.Engine.Publish(Make.Signal($"s{i}", token: Future, quantity: 75));
        }

        test.Drain();

        Assert.That(
            _executed.Select(order => long.Parse(order.Instrument!.Name, CultureInfo.InvariantCulture)),
            Is.EqualTo(Enumerable.Range(0, signalCount).Select(i => i / signalsPerList)));
    }

    [Test]
    public async Task ShouldTakeInstrumentsOfAnotherThreadForEverySignalAfterThem()
    {
        const int signalCount = 20_000;
        var newest = 0L;
        var isDone = false;
        var newestBefore = new long[signalCount];
        await using var test = await Start(builder => builder.UseInstruments(List(0)));
        var swapping = new Thread(() =>
        {
            for (var list = 1; !Volatile.Read(ref isDone); list++)
            {
                test.Engine.UpdateInstruments(List(list));
                Volatile.Write(ref newest, list);
                Thread.Yield();
            }
        });
        swapping.Start();
        for (var i = 0; i < signalCount; i++)
        {
            newestBefore[i] = Volatile.Read(ref newest);
            test.Engine.Publish(Make.Signal($"s{i}", token: Future, quantity: 75));
        }

        Volatile.Write(ref isDone, true);
        swapping.Join();
        test.Drain();

        var used = _executed.Select(order => long.Parse(order.Instrument!.Name, CultureInfo.InvariantCulture)).ToArray();
        Assert.That(used, Has.Length.EqualTo(signalCount));
        Assert.That(used, Is.Ordered);
        Assert.That(
            Enumerable.Range(0, signalCount).Where(i => used[i] < newestBefore[i]), Is.Empty, "older than what was given before");
    }

    [Test]
    public async Task ShouldGiveOrdersFromBeforeACrashTheirInstrument()
    {
        var files = new MemoryJournalFiles("memory");
        var first = await StartLive(files, _ => { });
        first.Engine.Publish(Make.Signal("a", token: Future, quantity: 75));
        first.Drain();
        files.CrashProcess();
        var instruments = List();

        await using var second = await StartLive(files, builder => builder.UseInstruments(instruments));

        Assert.That(second.Engine.GetOpenOrders().Single().Order.Instrument, Is.SameAs(instruments.Find(Future)));
    }

    private static InstrumentRegistry List(long number = 0) => InstrumentRegistry.Create(
    [
        new Instrument
        {
            Token = Future,
            Symbol = "NIFTYFUT",
            Exchange = "NFO",
            Name = $"{number}",
            TickSize = Price.Parse("0.05"),
            LotSize = 75,
        },
        new Instrument { Token = Index, Symbol = "NIFTY 50", Exchange = "NSE" },
    ]);

    private static OrderResult FillAll(Order order) => OrderResult.Filled(order.Quantity, Price.Parse("100"), fees: 0);

    private Task<TestEngine> Start(Action<EngineBuilder> configure) => TestEngine.StartAsync(topology, builder =>
    {
        builder.AddTrader("recording", new InlineDelegateTrader(order =>
        {
            _executed.Enqueue(order);
            return FillAll(order);
        })).RouteOthers("recording");
        configure(builder);
    });

    private Task<TestEngine> StartLive(MemoryJournalFiles files, Action<EngineBuilder> configure) =>
        TestEngine.StartAsync(topology, builder =>
        {
            builder.UseJournal("memory").AddTrader("live", new DelegateTrader(_ => OrderResult.Accepted("b1")))
                .RouteOthers("live");
            builder.JournalFiles = () => files;
            configure(builder);
        });
}
