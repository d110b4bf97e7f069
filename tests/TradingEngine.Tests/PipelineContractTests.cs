using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests;

/// <summary>What the three stages promise, whatever threads they run on.</summary>
[TestFixture(Topology.Inline)]
[TestFixture(Topology.Fused)]
[TestFixture(Topology.ThreadPerStage)]
public sealed class PipelineContractTests(Topology topology)
{
    private static PaperTrader FreePaper => new(new PaperTraderOptions { SlippagePercent = 0, CommissionPercent = 0 });

    [Test]
    public async Task ShouldFillAtTheNewestPriceBeforeTheSignal()
    {
        await using var test = await StartPaper();
        test.Engine.Publish(Make.Tick(1, "99"));
        test.Engine.Publish(Make.Tick(1, "100.05"));
        test.Engine.Publish(Make.Tick(2, "7"));
        test.Engine.Publish(Make.Signal("a"));
        test.Engine.Publish(Make.Tick(1, "200"));

        var fill = test.Drain().Single();

        Assert.That(fill.Type, Is.EqualTo(OrderEventType.Filled));
        Assert.That(fill.Price, Is.EqualTo(Price.Parse("100.05")));
        Assert.That(fill.Quantity, Is.EqualTo(10));
        Assert.That(fill.Timestamp, Is.EqualTo(Make.Time));
        Assert.That(fill.Timestamp.Offset, Is.EqualTo(Make.Time.Offset));
        Assert.That(test.Engine.LastPrice(1), Is.EqualTo(Price.Parse("200")));
    }

    [Test]
    public async Task ShouldFailAPaperOrderWithoutAPrice()
    {
        await using var test = await StartPaper();
        test.Engine.Publish(Make.Tick(2, "7"));
        test.Engine.Publish(Make.Signal("a", token: 1));

        var failure = test.Drain().Single();

        Assert.That(failure.Type, Is.EqualTo(OrderEventType.Failed));
        Assert.That(failure.ErrorMessage, Is.EqualTo("Last price required for paper trading"));
        Assert.That(test.Engine.Positions.GetPositions(), Is.Empty);
    }

    [Test]
    public async Task ShouldCountAHoldAndNeverOrderIt()
    {
        await using var test = await StartPaper();
        test.Engine.Publish(Make.Tick(1, "7"));
        test.Engine.Publish(Make.Signal("a", SignalType.Hold, quantity: 0));

        Assert.That(test.Drain(), Is.Empty);
        Assert.That(test.Count(RejectReason.Hold), Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldExecuteASignalOnceHoweverOftenItIsDelivered()
    {
        await using var test = await StartPaper();
        test.Engine.Publish(Make.Tick(1, "7"));
        for (var i = 0; i < 5; i++)
        {
            test.Engine.Publish(Make.Signal("a"));
        }

        Assert.That(test.Drain(), Has.Count.EqualTo(1));
        Assert.That(test.Count(RejectReason.Duplicate), Is.EqualTo(4));
    }

    [Test]
    public async Task ShouldForgetTheOldestIdOfAFullDuplicateFilter()
    {
        await using var test = await StartPaper(builder => builder.Options.DuplicateCapacity = 2);
        test.Engine.Publish(Make.Tick(1, "7"));
        foreach (var id in (string[])["a", "b", "b", "c", "a"])
        {
            test.Engine.Publish(Make.Signal(id));
        }

        Assert.That(test.Drain().Select(fill => fill.Signal.SignalId), Is.EqualTo(new[] { "a", "b", "c", "a" }));
        Assert.That(test.Count(RejectReason.Duplicate), Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldRejectASignalOlderThanTheLimit()
    {
        await using var test = await StartPaper(builder => builder.Options.SignalAgeLimit = TimeSpan.FromSeconds(5));
        test.Engine.Publish(Make.Tick(1, "7"));
        test.Engine.Publish(Make.Signal("in time", at: Make.Time.AddSeconds(-5)));
        test.Engine.Publish(Make.Signal("late", at: Make.Time.AddSeconds(-5).AddTicks(-1)));

        Assert.That(test.Drain().Single().Signal.SignalId, Is.EqualTo("in time"));
        Assert.That(test.Count(RejectReason.Stale), Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldTradeOnlyInTheSessionOfTheCalendar()
    {
        await using var test = await StartPaper(builder => builder.UseCalendar(MarketCalendar.ByName("XNSE")));
        test.Engine.Publish(Make.Tick(1, "7"));
        var day = new DateTimeOffset(2026, 6, 2, 0, 0, 0, TimeSpan.FromMinutes(330));
        foreach (var minute in (int[])[554, 555, 929, 930])
        {
            test.Clock.AdjustTime(day.AddMinutes(minute));
            test.Engine.Publish(Make.Signal($"{minute}", at: day.AddMinutes(minute)));
        }

        Assert.That(test.Drain().Select(fill => fill.Signal.SignalId), Is.EqualTo(new[] { "555", "929" }));
        Assert.That(test.Count(RejectReason.Closed), Is.EqualTo(2));
    }

    [Test]
    public async Task ShouldAlertOnceOfADayThatTheCalendarDoesNotKnow()
    {
        await using var test = await StartPaper(builder => builder.UseCalendar(MarketCalendar.ByName("XNSE")));
        var day = new DateTimeOffset(2031, 6, 2, 10, 0, 0, TimeSpan.FromMinutes(330));
        test.Clock.AdjustTime(day);
        test.Engine.Publish(Make.Signal("a", at: day));
        test.Engine.Publish(Make.Signal("b", at: day));

        Assert.That(test.Drain(), Is.Empty);
        Assert.That(test.Count(RejectReason.Closed), Is.EqualTo(2));
        Assert.That(test.Sink.Alerts.Single().Message, Does.Contain("XNSE").And.Contain("2031-06-02"));
    }

    [Test]
    public async Task ShouldRouteByStrategy()
    {
        await using var test = await TestEngine.StartAsync(topology, builder => builder
            .AddTrader("one", FreePaper)
            .AddTrader("two", FreePaper)
            .Route("both", "one", "two")
            .Route("second", "two")
            .Route("nowhere"));
        test.Engine.Publish(Make.Tick(1, "7"));
        foreach (var strategy in (string[])["both", "second", "nowhere", "stranger"])
        {
            test.Engine.Publish(Make.Signal(strategy, strategy: strategy));
        }

        var events = test.Drain();

        Assert.That(
            events.Select(fill => (fill.Signal.SignalId, fill.Trader)),
            Is.EqualTo(new[] { ("both", "one"), ("both", "two"), ("second", "two") }));
        Assert.That(events.Select(fill => fill.OrderId).Distinct().Count(), Is.EqualTo(3));
        Assert.That(test.Count(RejectReason.NoRoute), Is.EqualTo(1));
        Assert.That(test.Count(RejectReason.UnknownStrategy), Is.EqualTo(1));
        Assert.That(test.Count(RejectReason.None), Is.EqualTo(2));
    }

    [Test]
    public async Task ShouldChangeTheRulesBetweenTwoSignals()
    {
        await using var test = await TestEngine.StartAsync(topology, builder => builder
            .AddTrader("one", FreePaper)
            .AddTrader("two", FreePaper)
            .RouteOthers("one"));
        test.Engine.Publish(Make.Tick(1, "7"));
        test.Engine.Publish(Make.Signal("a"));
        test.Engine.UpdateRoutes(routes => routes.RouteOthers("two"));
        test.Engine.Publish(Make.Signal("b"));
        test.Engine.Halt();
        test.Engine.Publish(Make.Signal("c"));
        test.Engine.Resume();
        test.Engine.Publish(Make.Signal("d"));

        Assert.That(
            test.Drain().Select(fill => (fill.Signal.SignalId, fill.Trader)),
            Is.EqualTo(new[] { ("a", "one"), ("b", "two"), ("d", "two") }));
        Assert.That(test.Count(RejectReason.Halted), Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldReportAThrowingInlineTraderAndServeTheOthers()
    {
        await using var test = await TestEngine.StartAsync(topology, builder => builder
            .AddTrader("bad", new InlineDelegateTrader(_ => throw new NotSupportedException("not today")))
            .AddTrader("good", FreePaper)
            .RouteOthers("bad", "good"));
        test.Engine.Publish(Make.Tick(1, "7"));
        test.Engine.Publish(Make.Signal("a"));
        test.Engine.Publish(Make.Signal("b"));

        var events = test.Drain();

        Assert.That(events.Where(e => e.Trader == "good").Select(e => e.Type), Is.All.EqualTo(OrderEventType.Filled));
        var failures = events.Where(e => e.Trader == "bad").ToList();
        Assert.That(failures, Has.Count.EqualTo(2));
        Assert.That(failures.Select(e => e.Type), Is.All.EqualTo(OrderEventType.Failed));
        Assert.That(failures[0].ErrorMessage, Does.Contain("NotSupportedException").And.Contain("not today"));
        Assert.That(test.Sink.Alerts, Has.Count.EqualTo(2));
    }

    [TestCaseSource(nameof(ImpossibleAnswers))]
    public async Task ShouldNotBelieveAnAnswerThatCannotBeTrue(OrderResult answer, string fault)
    {
        await using var test = await TestEngine.StartAsync(topology, builder => builder
            .AddTrader("liar", new InlineDelegateTrader(_ => answer))
            .RouteOthers("liar"));
        test.Engine.Publish(Make.Signal("a", quantity: 10));

        var failure = test.Drain().Single();

        Assert.That(failure.Type, Is.EqualTo(OrderEventType.Failed));
        Assert.That(failure.ErrorMessage, Does.Contain(fault));
        Assert.That(test.Engine.Positions.GetPositions(), Is.Empty);
        Assert.That(test.Sink.Alerts.Single().Kind, Is.EqualTo(TradingEngine.Diagnostics.AlertKind.TraderAnswerInvalid));
    }

    [TestCaseSource(nameof(PlainAnswers))]
    public async Task ShouldPublishEveryKindOfAnswer(OrderResult answer, OrderEventType type, long quantity)
    {
        await using var test = await TestEngine.StartAsync(topology, builder => builder
            .AddTrader("broker", new InlineDelegateTrader(_ => answer))
            .RouteOthers("broker"));
        test.Engine.Publish(Make.Signal("a", quantity: 10));

        var published = test.Drain().Single();

        Assert.That((published.Type, published.Quantity), Is.EqualTo((type, quantity)));
        Assert.That(test.Engine.GetStatus().Traders[0].EventCounts[type], Is.EqualTo(1));
    }

    private static IEnumerable<object[]> ImpossibleAnswers()
    {
        var price = Price.Parse("5");
        yield return [default(OrderResult), "no outcome"];
        yield return [OrderResult.Filled(11, price, 0), "a fill of 11 for an order of 10"];
        yield return [OrderResult.Filled(9, price, 0), "a fill of 9 for an order of 10"];
        yield return [OrderResult.PartiallyFilled(10, price, 0), "a partial fill of 10 for an order of 10"];
        yield return [OrderResult.PartiallyFilled(0, price, 0), "a partial fill of 0"];
        yield return [OrderResult.Filled(10, default, 0), "a fill at 0"];
        yield return [OrderResult.Filled(10, price, -1), "fees of -1"];
    }

    private static IEnumerable<object[]> PlainAnswers()
    {
        var price = Price.Parse("5");
        yield return [OrderResult.Filled(10, price, 1), OrderEventType.Filled, 10L];
        yield return [OrderResult.PartiallyFilled(4, price, 1), OrderEventType.PartiallyFilled, 4L];
        yield return [OrderResult.Accepted("b1"), OrderEventType.Placed, 10L];
        yield return [OrderResult.Cancelled("b1"), OrderEventType.Cancelled, 10L];
        yield return [OrderResult.Failed("no margin"), OrderEventType.Failed, 10L];
    }

    private Task<TestEngine> StartPaper(Action<EngineBuilder>? configure = null) =>
        TestEngine.StartAsync(topology, builder =>
        {
            builder.AddTrader("paper", FreePaper).RouteOthers("paper");
            configure?.Invoke(builder);
        });
}
