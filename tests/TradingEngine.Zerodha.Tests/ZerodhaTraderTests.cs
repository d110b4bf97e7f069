using System.Diagnostics.Metrics;
using TradingEngine.Diagnostics;
using TradingEngine.LocalKite;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Zerodha.Session;
using TradingEngine.Zerodha.Trading;

namespace TradingEngine.Zerodha.Tests;

[TestFixture]
public sealed class ZerodhaTraderTests
{
    [Test]
    public async Task ShouldPlaceAProtectedMarketOrderWithItsTag()
    {
        await using var bench = await TraderBench.StartAsync();

        var placed = bench.Publish("a");

        var form = bench.Kite.Requests.Single(request => request.Method == "POST").Fields;
        Assert.That(placed.Type, Is.EqualTo(OrderEventType.Placed));
        Assert.That(form, Is.EqualTo(new Dictionary<string, string>
        {
            ["exchange"] = "NSE",
            ["tradingsymbol"] = "INFY",
            ["transaction_type"] = "BUY",
            ["quantity"] = "10",
            ["product"] = "MIS",
            ["order_type"] = "MARKET",
            ["market_protection"] = "-1",
            ["validity"] = "DAY",
            ["tag"] = placed.OrderId.ToString(),
        }));
    }

    [Test]
    public async Task ShouldTradeByTheTermsOfTheStrategy()
    {
        await using var bench = await TraderBench.StartAsync(options => options.StrategyTerms["momentum"] =
            new OrderTerms { Pricing = OrderPricing.Limit, Product = "CNC", Validity = "TTL", ValidityMinutes = 5 });

        bench.Publish("a", price: "1490.05");

        var order = bench.Kite.Exchange.Orders.Single();
        Assert.That(
            (order.OrderType, order.Price, order.Product, order.Validity, order.ValidityMinutes),
            Is.EqualTo(("LIMIT", 1490.05m, "CNC", "TTL", 5)));
    }

    [TestCase("1490.07", "off the tick of 0.05: 1490.05 and 1490.1 are on it")]
    [TestCase(null, "its signal has no price")]
    public async Task ShouldRefuseALimitThatCannotBe(string? price, string reason)
    {
        await using var bench = await TraderBench.StartAsync(options =>
            options.Terms = new OrderTerms { Pricing = OrderPricing.Limit });

        var failed = bench.Publish("a", price: price);

        Assert.That((failed.Type, failed.ErrorMessage), Is.EqualTo((OrderEventType.Failed, failed.ErrorMessage)));
        Assert.That(failed.ErrorMessage, Does.Contain(reason));
        Assert.That(bench.Kite.Exchange.Orders, Is.Empty);
    }

    [Test]
    public async Task ShouldRefuseWhatIsOverTheFreezeQuantity()
    {
        await using var bench = await TraderBench.StartAsync(options => options.FreezeQuantities["INFY"] = 100);

        var failed = bench.Publish("a", quantity: 101);

        Assert.That(failed.ErrorMessage, Does.Contain("more than the freeze quantity of 100"));
        Assert.That(bench.Kite.Exchange.Orders, Is.Empty);
    }

    [Test]
    public async Task ShouldAddUpTheSlicesOfAnOrder()
    {
        await using var bench = await TraderBench.StartAsync(SliceFutures);

        bench.Publish("a", quantity: 3_750, token: TraderBench.FutureToken);
        await bench.Test.Engine.ReconcileAsync();

        var fill = bench.Test.Drain()[^1];
        Assert.That(bench.Kite.Exchange.Orders, Has.Count.EqualTo(3));
        Assert.That((fill.Type, fill.Quantity), Is.EqualTo((OrderEventType.Filled, 3_750)));
    }

    [Test]
    public async Task ShouldTellOfTheSlicesThatWereRefused()
    {
        await using var bench = await TraderBench.StartAsync(SliceFutures);
        bench.Kite.Faults.Script(LocalAct.FailSlices(0));

        bench.Publish("a", quantity: 3_750, token: TraderBench.FutureToken);
        await bench.AdvanceUntilAsync(() => bench.Test.Engine.GetOpenOrders().Count == 0);

        var traded = bench.Kite.Exchange.Trades.Sum(trade => trade.Quantity);
        Assert.That(traded, Is.GreaterThan(0).And.LessThan(3_750));
        Assert.That(bench.Types.Last(), Is.EqualTo(OrderEventType.Cancelled));
        Assert.That(
            bench.Test.Drain().Where(one => one.IsFill).Sum(one => one.Quantity), Is.EqualTo(traded));
    }

    [Test]
    public async Task ShouldShowItsFiguresToAListener()
    {
        await using var bench = await TraderBench.StartAsync();
        bench.Publish("a");
        var figures = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "TradingEngine.Zerodha")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var window = tags.ToArray().FirstOrDefault(tag => tag.Key == "window_seconds").Value;
            figures[$"{instrument.Name}{window}"] = value;
        });
        listener.Start();
        listener.RecordObservableInstruments();

        Assert.That(figures["TradingEngine.Zerodha.takes_orders"], Is.EqualTo(1));
        Assert.That(figures["TradingEngine.Zerodha.budget.used60"], Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldSendNothingUntilSomeoneLogsIn()
    {
        await using var bench = await TraderBench.StartAsync(hasToken: false);
        var failed = bench.Publish("a");
        Assert.That(failed.ErrorMessage, Does.StartWith("Nobody is logged in at Kite: "));
        Assert.That(bench.Alerts(AlertKind.TraderImpeded).Count(), Is.EqualTo(1));
        Assert.That(bench.Trader.Impediment, Is.Not.Null);

        bench.Trader.Session!.Set(bench.Kite.CreateAccessToken(), "LK0001");
        bench.LookUntil(() => bench.Trader.Impediment is null);

        Assert.That(bench.Publish("b").Type, Is.EqualTo(OrderEventType.Placed));
        TraderBench.WaitUntil(() => bench.Alerts(AlertKind.TraderRestored).Any());
        Assert.That(bench.Alerts(AlertKind.TraderImpeded).Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldTakeOrdersAgainWhenANewTokenIsInTheFile()
    {
        using var folder = new TempDirectory();
        var path = Path.Combine(folder.Path, "token.json");
        await using var bench = await TraderBench.StartAsync(options => options.TokenFile = path, hasToken: false);
        Assert.That(bench.Publish("a").Type, Is.EqualTo(OrderEventType.Failed));

        new KiteTokenFile(path).Write(new KiteToken(bench.Kite.CreateAccessToken(), "LK0001", bench.Clock.GetUtcNow()));
        bench.LookUntil(() => bench.Trader.Impediment is null);

        Assert.That(bench.Publish("b").Type, Is.EqualTo(OrderEventType.Placed));
    }

    [Test]
    public async Task ShouldStopWhenTheTokenExpiresInTheMorning()
    {
        await using var bench = await TraderBench.StartAsync();
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 6, 3, 5, 59, 59, TimeSpan.FromMinutes(330)));
        Assert.That(bench.Trader.Impediment, Is.Null);

        bench.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That(bench.Trader.Impediment, Is.Not.Null);
        Assert.That(bench.Publish("a").ErrorMessage, Does.StartWith("Nobody is logged in at Kite"));
        Assert.That(bench.Kite.Exchange.Orders, Is.Empty);
    }

    [Test]
    public async Task ShouldStopWhenKiteRefusesTheToken()
    {
        await using var bench = await TraderBench.StartAsync();
        bench.Kite.ExpireTokens();

        Assert.That(bench.Publish("a").Type, Is.EqualTo(OrderEventType.Failed));
        var asked = bench.Kite.Requests.Count;
        Assert.That(bench.Publish("b").ErrorMessage, Does.StartWith("Nobody is logged in at Kite"));
        Assert.That(bench.Kite.Requests, Has.Count.EqualTo(asked), "Nothing more is tried with that token.");
    }

    [Test]
    public async Task ShouldNotTradeWithTheTokenOfAnotherUser()
    {
        await using var bench = await TraderBench.StartAsync(options => options.UserId = "ZZ9999");

        Assert.That(bench.Publish("a").ErrorMessage, Does.Contain("LK0001"));
        Assert.That(bench.Kite.Exchange.Orders, Is.Empty);
    }

    [Test]
    public async Task ShouldFailWithTheBudgetThatIsUsedUpAndStillLetAnExitPass()
    {
        await using var bench = await TraderBench.StartAsync(options =>
        {
            options.OrdersPerDayMax = 3;
            options.ReservedPercent = 34;
            options.BudgetWaitMax = TimeSpan.Zero;
        });
        bench.Publish("a");
        await bench.Test.Engine.ReconcileAsync();

        Assert.That(bench.Publish("b").ErrorMessage, Does.Contain("The budget of 3 orders in a day is used up"));
        Assert.That(bench.Publish("c", SignalType.Sell).Type, Is.EqualTo(OrderEventType.Placed));
        Assert.That(bench.Trader.GetStatus()!.Budgets[0].RefusedCount, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldCancelTheRestOfAMarketOrderThatRests()
    {
        await using var bench = await TraderBench.StartAsync(
            options => options.Terms = TraderBench.Terms(RestingPolicy.Cancel), depth: 4);
        bench.Publish("a");

        await bench.AdvanceUntilAsync(() => bench.Test.Engine.GetOpenOrders().Count == 0);

        Assert.That(
            bench.Types,
            Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.PartiallyFilled, OrderEventType.Cancelled }));
        Assert.That(bench.Alerts(AlertKind.OrderResting).First().Message, Does.EndWith("its rest is cancelled"));
    }

    [Test]
    public async Task ShouldLeaveAMarketOrderThatRestsWhereThatIsThePolicy()
    {
        await using var bench = await TraderBench.StartAsync(
            options => options.Terms = TraderBench.Terms(RestingPolicy.Leave), depth: 4);
        bench.Publish("a");

        await bench.AdvanceUntilAsync(() => bench.Alerts(AlertKind.OrderResting).Any());

        Assert.That(bench.Kite.Exchange.Orders.Single().IsFinal, Is.False);
        Assert.That(bench.Alerts(AlertKind.OrderResting).Single().Message, Does.EndWith("it stays"));
    }

    [Test]
    public async Task ShouldMoveThePriceInStepsAndThenCancel()
    {
        await using var bench = await TraderBench.StartAsync(
            options => options.Terms = TraderBench.Terms(RestingPolicy.Reprice), depth: 4);
        bench.Publish("a");

        await bench.AdvanceUntilAsync(() => bench.Test.Engine.GetOpenOrders().Count == 0);

        var prices = bench.Kite.Requests.Where(request => request.Method == "PUT").Select(request => request.Fields["price"]);
        Assert.That(prices, Is.SubsetOf(new[] { "1507.5", "1515" }).And.Not.Empty);
        Assert.That(bench.Kite.Exchange.Orders.Single().IsFinal, Is.True);
    }

    [Test]
    public async Task ShouldGoOnWithTheStepsOfAnOrderWhenAnotherOneIsCancelled()
    {
        await using var bench = await TraderBench.StartAsync(
            options => options.Terms = TraderBench.Terms(RestingPolicy.Reprice), depth: 4);
        bench.Kite.Faults.ScriptModify(LocalAct.Reject("later"), LocalAct.Reject("later"), LocalAct.Reject("later"));
        bench.Publish("a");
        var others = Enumerable.Range(0, 3).Select(i => bench.Publish($"b{i}").OrderId).ToList();
        var tag = bench.Test.Sink.Events[0].OrderId.ToString();

        foreach (var other in others)
        {
            await bench.AdvanceUntilAsync(() => bench.Alerts(AlertKind.OrderResting).Any());
            bench.Test.Engine.Cancel(other);
            TraderBench.WaitUntil(() => bench.Test.Engine.GetOpenOrders().All(open => open.Order.Id != other));
        }

        await bench.AdvanceUntilAsync(() => bench.Test.Engine.GetOpenOrders().Count == 0);
        var orderId = bench.Kite.Exchange.Orders.Single(order => order.Tag == tag).OrderId;
        var moves = bench.Kite.Requests.Count(request => request.Method == "PUT" && request.Path.EndsWith(orderId, StringComparison.Ordinal));
        Assert.That(moves, Is.InRange(1, 2), "It is moved in two steps, whatever happens to others.");
    }

    [Test]
    public async Task ShouldTellOfAnOrderThatAppearsAfterItCountedAsRefused()
    {
        await using var bench = await TraderBench.StartAsync();
        bench.Kite.Faults.Script(LocalAct.AppearLate(TimeSpan.FromMinutes(3)));
        bench.Publish("a");
        await bench.AdvanceUntilAsync(() => bench.Test.Engine.GetOpenOrders().Count == 0);
        Assert.That(bench.Types, Is.EqualTo(new[] { OrderEventType.Unknown, OrderEventType.Failed }));

        bench.Clock.Advance(TimeSpan.FromMinutes(3));
        bench.Kite.Faults.Script(LocalAct.Rest());
        bench.Publish("b");
        await bench.Test.Engine.ReconcileAsync();

        TraderBench.WaitUntil(() => bench.Alerts(AlertKind.OrderAppeared).Any());
        Assert.That(
            bench.Alerts(AlertKind.OrderAppeared).Select(alert => alert.Severity), Is.All.EqualTo(AlertSeverity.Critical));
    }

    [Test]
    public async Task ShouldConcludeNothingFromTheOrderBookOfAnotherDay()
    {
        await using var bench = await TraderBench.StartAsync();
        bench.Kite.Faults.Script(LocalAct.CutBeforeTaken());
        bench.Publish("a");
        bench.Kite.SetDown(true);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        bench.Kite.SetDown(false);
        bench.Trader.Session!.Set(bench.Kite.CreateAccessToken(), "LK0001");

        await bench.Test.Engine.ReconcileAsync();

        Assert.That(bench.Test.Engine.GetOpenOrders().Single().State, Is.EqualTo(OrderState.Unknown));
    }

    [Test]
    public async Task ShouldLearnOfATradeByTheSocket()
    {
        await using var bench = await TraderBench.StartAsync(options => options.HasOrderUpdates = true);
        TraderBench.WaitUntil(() => bench.Trader.GetStatus()!.HasOrderUpdates);

        bench.Kite.Faults.Script(LocalAct.Rest());
        var id = bench.Publish("a").OrderId.ToString();
        bench.Kite.Exchange.Fill(id, 10, 1501);

        TraderBench.WaitUntil(() => bench.Test.Engine.GetOpenOrders().Count == 0);
        Assert.That(bench.Types, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Filled }));
    }

    [Test]
    public async Task ShouldTakePostbacksOnlyFromKite()
    {
        await using var bench = await TraderBench.StartAsync();
        bench.Publish("a");
        var body = System.Text.Encoding.UTF8.GetBytes(bench.Kite.CreatePostback(bench.Kite.Exchange.Orders.Single()));

        Assert.That(bench.Trader.OnPostback(body), Is.True);
        TraderBench.WaitUntil(() => bench.Test.Engine.GetOpenOrders().Count == 0);

        body[body.Length / 2] ^= 1;
        Assert.That(bench.Trader.OnPostback(body), Is.False);
    }

    private static void SliceFutures(ZerodhaOptions options)
    {
        options.FreezeQuantities["NIFTY"] = 1_800;
        options.Terms = new OrderTerms { IsAutosliced = true, Product = "NRML" };
    }
}
