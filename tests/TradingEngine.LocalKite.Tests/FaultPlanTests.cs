namespace TradingEngine.LocalKite.Tests;

public sealed class FaultPlanTests
{
    [Test]
    public void ShouldGiveTheSameFaultsForASeed()
    {
        var kinds = Kinds(7);

        Assert.That(Kinds(7), Is.EqualTo(kinds));
        Assert.That(Kinds(8), Is.Not.EqualTo(kinds));
    }

    [Test]
    public void ShouldKeepToItsRates()
    {
        var plan = new FaultPlan(3).With(LocalActKind.CutAfterTaken, 0.1).With(LocalActKind.AppearLate, 0.3);

        var acts = Acts(plan, LocalCall.Place, 20_000).CountBy(act => act.Kind).ToDictionary();

        Assert.That(acts[LocalActKind.CutAfterTaken], Is.EqualTo(2000).Within(200));
        Assert.That(acts[LocalActKind.AppearLate], Is.EqualTo(6000).Within(300));
        Assert.That(acts, Has.Count.EqualTo(3));
    }

    [Test]
    public void ShouldReachEveryFault()
    {
        var kinds = Acts(FaultPlan.Everything(1, 1), LocalCall.Cancel, 2000).Select(act => act.Kind).Distinct();

        Assert.That(kinds.Count(), Is.EqualTo(18));
        Assert.That(kinds, Has.None.EqualTo(LocalActKind.Hang));
    }

    [Test]
    public void ShouldSpareOtherCalls()
    {
        var plan = new FaultPlan(1) { Calls = [LocalCall.Place] }.With(LocalActKind.CutAfterTaken, 1);

        var reads = Acts(plan, LocalCall.Read, 100).Select(act => act.Kind);
        var places = Acts(plan, LocalCall.Place, 100).Select(act => act.Kind);

        Assert.That(reads, Is.All.EqualTo(LocalActKind.Normal));
        Assert.That(places, Is.All.EqualTo(LocalActKind.CutAfterTaken));
    }

    [TestCase(-0.1)]
    [TestCase(1.1)]
    public void ShouldRefuseARateOutsideItsRange(double rate) =>
        Assert.That(
            () => new FaultPlan(1).With(LocalActKind.Hang, rate), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void ShouldRefuseRatesThatExceedOne() =>
        Assert.That(
            () => new FaultPlan(1).With(LocalActKind.Hang, 0.6).With(LocalActKind.Delay, 0.6),
            Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public async Task ShouldMeetCallsOfAServerWithoutAnOrderTooMany()
    {
        await using var kite = await KiteClient.StartAsync(new LocalKiteOptions
        {
            TimeProvider = KiteClient.NewClock(),
            OrdersPerSecond = 0,
            OrdersPerMinute = 0,
        });
        var plan = new FaultPlan(5)
            .With(LocalActKind.CutBeforeTaken, 0.25)
            .With(LocalActKind.CutAfterTaken, 0.25)
            .With(LocalActKind.Html502AfterTaken, 0.25);
        kite.Server.Faults.Plan = plan;

        for (var i = 0; i < 40; i++)
        {
            try
            {
                using var response = await kite.PlaceAsync(("tag", $"t{i}"));
            }
            catch (HttpRequestException)
            {
                // Cut, as planned.
            }
        }

        var taken = Acts(plan, LocalCall.Place, 40).Select((act, i) => (act, i)).Where(pair => pair.act.IsTaken);
        Assert.That(
            kite.Exchange.Orders.Select(order => order.Tag), Is.EqualTo(taken.Select(pair => $"t{pair.i}")));
        Assert.That(kite.Exchange.Orders, Has.Count.InRange(20, 39));
        Assert.That(kite.Exchange.DoubledTags, Is.Empty);
    }

    [Test]
    public async Task ShouldDropDoubleAndCutFrames()
    {
        await using var kite = await KiteClient.StartAsync();
        using var socket = await TickerClient.ConnectAsync(kite);
        await kite.Server.Sockets.WaitUntilAsync(sockets => sockets.Count == 1);

        kite.Server.Faults.Plan = new FaultPlan(1) { DropOrderFrameRate = 1 };
        kite.Exchange.AddForeignOrder(isOpen: true);
        var dropped = kite.Server.Sockets.OrderFrames;
        kite.Server.Faults.Plan = new FaultPlan(1) { DuplicateOrderFrameRate = 1 };
        kite.Exchange.AddForeignOrder(isOpen: true);
        var doubled = kite.Server.Sockets.OrderFrames;
        kite.Server.Faults.Plan = new FaultPlan(1) { CutSocketsRate = 1 };
        kite.Exchange.AddForeignOrder(isOpen: true);

        await kite.Server.Sockets.WaitUntilAsync(sockets => sockets.Count == 0);
        Assert.That((dropped, doubled), Is.EqualTo((0L, 2L)));
    }

    private static LocalActKind[] Kinds(ulong seed) =>
        [.. Acts(FaultPlan.Everything(seed, 0.5), LocalCall.Place, 100).Select(act => act.Kind)];

    private static IEnumerable<LocalAct> Acts(FaultPlan plan, LocalCall call, int count) =>
        Enumerable.Range(0, count).Select(ordinal => plan.ActOf(call, ordinal));
}
