using System.Globalization;
using TradingEngine.LocalKite;
using TradingEngine.Model;

namespace TradingEngine.Zerodha.Tests.Crash;

/// <summary>An engine that is killed, as <c>kill -9</c> does, exactly between the call and its answer.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "There is no signal to send to another process.")]
public sealed class KilledHostTests
{
    private const long Quantity = 10;

    [Test]
    public async Task ShouldEndAnOrderThatKiteNeverTook()
    {
        await using var rig = await CrashRig.StartAsync();
        var id = await KillAtAsync(rig, LocalAct.Hang());

        rig.StartHost();
        rig.Finish();

        Assert.That(rig.Kite.Exchange.Orders, Is.Empty);
        Assert.That(EndOf(rig, id), Is.EqualTo(OrderEventType.Failed));
        Check(rig);
    }

    [Test]
    public async Task ShouldFindAnOrderThatRests()
    {
        await using var rig = await CrashRig.StartAsync();
        var id = await KillAtAsync(rig, LocalAct.Rest().Answering(LocalAct.HangAfterTaken()));

        rig.StartHost();
        rig.WaitFor(id, OrderEventType.Placed);
        rig.Kite.Exchange.Fill(id, Quantity, 1400.05m);
        rig.Finish();

        Assert.That(EndOf(rig, id), Is.EqualTo(OrderEventType.Filled));
        Check(rig);
    }

    [Test]
    public async Task ShouldFindAnOrderThatWasTraded()
    {
        await using var rig = await CrashRig.StartAsync();
        var id = await KillAtAsync(rig, LocalAct.Fill().Answering(LocalAct.HangAfterTaken()));

        rig.StartHost();
        rig.Finish();

        Assert.That(EndOf(rig, id), Is.EqualTo(OrderEventType.Filled));
        Check(rig);
    }

    [Test]
    public async Task ShouldFindAnOrderThatWasTradedInPart()
    {
        await using var rig = await CrashRig.StartAsync();
        var id = await KillAtAsync(rig, LocalAct.FillInPart(4).Answering(LocalAct.HangAfterTaken()));

        rig.StartHost();
        rig.WaitFor(id, OrderEventType.PartiallyFilled);
        rig.Kite.Exchange.Cancel(id);
        rig.Finish();

        Assert.That(EndOf(rig, id), Is.EqualTo(OrderEventType.Cancelled));
        Check(rig);
    }

    [Test]
    public async Task ShouldFindAnOrderThatKiteRejected()
    {
        await using var rig = await CrashRig.StartAsync();
        var id = await KillAtAsync(rig, LocalAct.Reject("No.").Answering(LocalAct.HangAfterTaken()));

        rig.StartHost();
        rig.Finish();

        Assert.That(EndOf(rig, id), Is.EqualTo(OrderEventType.Failed));
        Check(rig);
    }

    /// <summary>Twice at the order book, once at the trades: the third host still finds what the first has done.</summary>
    [TestCase("/orders")]
    [TestCase("/trades")]
    public async Task ShouldSurviveAKillWhileItAsks(string path)
    {
        await using var rig = await CrashRig.StartAsync();
        var id = await KillAtAsync(rig, LocalAct.Fill().Answering(LocalAct.HangAfterTaken()));
        for (var i = 0; i < 2; i++)
        {
            rig.Kite.Faults.ScriptPath(path, LocalAct.HangAfterTaken());
            rig.StartHost();
            await rig.KillWhenHangingAsync();
        }

        rig.StartHost();
        rig.Finish();

        Assert.That(EndOf(rig, id), Is.EqualTo(OrderEventType.Filled));
        Check(rig);
    }

    /// <summary>One order hangs in each life, the others of that life have come to their ends or wait behind it.</summary>
    [TestCase(1)]
    [TestCase(2)]
    public async Task ShouldLoseAndDoubleNothing(int seed)
    {
        const int killCount = 10;
        LocalAct[] fates = [LocalAct.Fill(), LocalAct.FillInPart(0), LocalAct.Rest(), LocalAct.Reject("No.")];
        var random = new Random(seed);
        await using var rig = await CrashRig.StartAsync();
        for (var i = 0; i < killCount; i++)
        {
            rig.Kite.Faults.Clear();
            rig.Kite.Faults.Script([.. Enumerable.Range(0, random.Next(3)).Select(_ => fates[random.Next(fates.Length)])]);
            rig.Kite.Faults.Script(random.Next(4) == 0
                ? LocalAct.Hang()
                : fates[random.Next(fates.Length)].Answering(LocalAct.HangAfterTaken()));
            rig.StartHost();
            for (var signal = 0; signal < 4; signal++)
            {
                rig.Send(random.Next(2) == 0 ? SignalType.Buy : SignalType.Sell, random.Next(2, 20));
            }

            await rig.KillWhenHangingAsync();
        }

        rig.Kite.Faults.Clear();
        rig.StartHost();
        rig.Host.WaitUntil(() => rig.OrderIds.All(id => rig.Events.Any(one => one.OrderId == id)));
        foreach (var order in rig.Kite.Exchange.Orders.Where(order => !order.IsFinal))
        {
            rig.Kite.Exchange.Fill(order.Tag!, order.PendingQuantity, 1399.95m);
        }

        rig.Finish();
        Check(rig);
        TestContext.Out.WriteLine($"{rig.Kite.Exchange.Orders.Count} orders at Kite of {rig.OrderIds.Count()} signals");
    }

    private static async Task<string> KillAtAsync(CrashRig rig, LocalAct act)
    {
        rig.Kite.Faults.Script(act);
        rig.StartHost();
        var id = rig.Send(SignalType.Buy, Quantity);
        await rig.KillWhenHangingAsync();
        return id;
    }

    private static OrderEventType EndOf(CrashRig rig, string id) =>
        rig.Events.Single(one => one.OrderId == id && one.IsEnd).Type;

    private static void Check(CrashRig rig)
    {
        var events = rig.Events;
        var orders = rig.Kite.Exchange.Orders.ToDictionary(order => order.OrderId, order => order.Tag!);
        var trades = rig.Kite.Exchange.Trades.ToLookup(trade => orders[trade.OrderId]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rig.Kite.Exchange.DoubledTags, Is.Empty);
            Assert.That(events.Select(one => one.EventId), Is.Unique, "Repeated events are those of before");
            Assert.That(orders.Values, Is.SubsetOf(rig.OrderIds));
            foreach (var id in rig.OrderIds)
            {
                var told = events.Where(one => one.OrderId == id).ToList();
                var fills = told.FindAll(one => one.IsFill);
                Assert.That(told.Count(one => one.IsEnd), Is.EqualTo(1), id);
                Assert.That(fills.Sum(one => one.Quantity), Is.EqualTo(trades[id].Sum(trade => trade.Quantity)), id);
                Assert.That(
                    fills.Sum(one => one.Quantity * one.Price),
                    Is.EqualTo(trades[id].Sum(trade => trade.Quantity * trade.Price)).Within(0.000_001m),
                    id);
            }

            var net = rig.Kite.Exchange.Trades.Sum(trade => trade.Side == "BUY" ? trade.Quantity : -trade.Quantity);
            var position = rig.Host.Lines.SingleOrDefault(line => line.StartsWith("position ", StringComparison.Ordinal));
            var held = position is null ? 0 : long.Parse(position.Split(' ')[1], CultureInfo.InvariantCulture);
            Assert.That(held, Is.EqualTo(net));
        }
    }
}
