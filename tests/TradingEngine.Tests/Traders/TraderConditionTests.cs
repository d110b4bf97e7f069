using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.Traders;

namespace TradingEngine.Tests.Traders;

/// <summary>What a trader says of itself, and what it is told of an order's effect.</summary>
[TestFixture]
public sealed class TraderConditionTests
{
    [Test]
    public async Task ShouldShowWhyATraderTakesNoOrders()
    {
        var trader = new ToldTrader { Reason = "someone has to log in" };
        await using var test = await TestEngine.StartAsync(
            Topology.Inline, builder => builder.AddTrader("broker", trader).RouteOthers("broker"));

        Assert.That(test.Engine.GetStatus().Traders[0].Impediment, Is.EqualTo("someone has to log in"));

        trader.Reason = null;
        Assert.That(test.Engine.GetStatus().Traders[0].Impediment, Is.Null);
    }

    [Test]
    public async Task ShouldSurviveATraderThatThrowsWhenItIsAsked()
    {
        var trader = new ToldTrader { Throws = true };
        await using var test = await TestEngine.StartAsync(
            Topology.Inline, builder => builder.AddTrader("broker", trader).RouteOthers("broker"));

        Assert.That(test.Engine.GetStatus().Traders[0].Impediment, Does.Contain("InvalidTimeZoneException"));
    }

    [Test]
    public async Task ShouldPassAnAlertOnToTheSinks()
    {
        var trader = new ToldTrader();
        await using (var test = await TestEngine.StartAsync(
            Topology.Inline, builder => builder.AddTrader("broker", trader).RouteOthers("broker")))
        {
            trader.Context!.Alert(AlertKind.TraderImpeded, AlertSeverity.Warning, "It is over.");
            await test.Engine.StopAsync();
            trader.Context.Alert(AlertKind.TraderRestored, AlertSeverity.Warning, "Too late.");

            var alert = test.Sink.Alerts.Single();
            Assert.That(
                (alert.Kind, alert.Severity, alert.Message, alert.Source),
                Is.EqualTo((AlertKind.TraderImpeded, AlertSeverity.Warning, "It is over.", "broker")));
        }
    }

    [Test]
    public async Task ShouldTellWhetherAnOrderOnlyReducesAPosition()
    {
        var trader = new ToldTrader();
        await using var test = await TestEngine.StartAsync(
            Topology.Inline, builder => builder.AddTrader("broker", trader).RouteOthers("broker"));

        foreach (var (side, quantity) in new[] { (SignalType.Buy, 10L), (SignalType.Sell, 4L), (SignalType.Sell, 7L) })
        {
            test.Engine.Publish(Make.Signal($"{side}-{quantity}", side, quantity: quantity));
            test.Drain();
        }

        Assert.That(trader.Reducing, Is.EqualTo(new[] { false, true, false }));
    }

    private sealed class ToldTrader : ITrader
    {
        public TraderContext? Context { get; private set; }

        public string? Reason { get; set; }

        public bool Throws { get; init; }

        public List<bool> Reducing { get; } = [];

        public string? Impediment => Throws ? throw new InvalidTimeZoneException("no zone") : Reason;

        public ValueTask InitializeAsync(TraderContext context, CancellationToken cancellationToken)
        {
            Context = context;
            return ValueTask.CompletedTask;
        }

        public ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken)
        {
            Reducing.Add(order.IsReducing);
            return new(OrderResult.Filled(order.Quantity, Price.FromDecimal(100), 0));
        }
    }
}
