namespace TradingEngine.LocalKite.Tests;

public sealed class LocalFaultsTests
{
    private KiteClient _kite = null!;

    private LocalFaults Faults => _kite.Server.Faults;

    private LocalOrder Order => _kite.Exchange.Orders[0];

    [SetUp]
    public async Task Start() => _kite = await KiteClient.StartAsync();

    [TearDown]
    public async Task Stop() => await _kite.DisposeAsync();

    [Test]
    public async Task ShouldMeetPlaceCallsInOrder()
    {
        Faults.Script(LocalAct.Fill(), LocalAct.Refuse("MarginException", "No."));

        await _kite.PlaceIdAsync();
        var second = await _kite.PlaceAsync(("tag", "t2"));
        await _kite.PlaceIdAsync(("tag", "t3"));

        await KiteClient.ShouldFailAsync(second, 400, "MarginException", "No.");
        Assert.That(_kite.Exchange.Orders.Select(o => o.Status), Is.EqualTo(new[] { "COMPLETE", "OPEN" }));
        Assert.That(Faults.Waiting, Is.Zero);
    }

    [Test]
    public async Task ShouldKeepAnActForACallThatGetsPastTheChecks()
    {
        Faults.Script(LocalAct.Fill());
        _kite.Authorize("local-key", "wrong");

        await KiteClient.ShouldFailAsync(await _kite.PlaceAsync(), 403, "TokenException");

        Assert.That(Faults.Waiting, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldAnswerWithTheRefusalOfAWrongOrderThatIsToBeCut()
    {
        Faults.Script(LocalAct.CutAfterTaken());

        await Assert.ThrowsAsync<HttpRequestException>(() => _kite.PlaceAsync(("quantity", "0")));

        Assert.That(_kite.Exchange.Orders, Is.Empty);
    }

    [Test]
    public async Task ShouldHangWithoutAnOrderUntilTheRelease()
    {
        Faults.Script(LocalAct.Hang());
        var call = _kite.PlaceAsync();
        await Faults.WaitUntilAsync(faults => faults.Hanging == 1);

        Faults.ReleaseHung();

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.That(_kite.Exchange.Orders, Is.Empty);
    }

    [Test]
    public async Task ShouldGiveTheAnswerAfterTheRelease()
    {
        Faults.Script(LocalAct.HangAfterTaken());
        var call = _kite.PlaceIdAsync();
        await Faults.WaitUntilAsync(faults => faults.Hanging == 1);
        var taken = Order.OrderId;

        Faults.ReleaseHung();

        Assert.That(await call, Is.EqualTo(taken));
    }

    [Test]
    public async Task ShouldNoticeThatAClientOfAHangingCallHasGone()
    {
        Faults.Script(LocalAct.Hang());
        using var patience = new CancellationTokenSource();
        using var content = new FormUrlEncodedContent(KiteClient.Form());
        var call = _kite.Http.PostAsync("/orders/regular", content, patience.Token);
        await Faults.WaitUntilAsync(faults => faults.Hanging == 1);

        await patience.CancelAsync();

        await Faults.WaitUntilAsync(faults => faults.Hanging == 0);
        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task ShouldCutHangingCallsWhenItGoesDown()
    {
        Faults.Script(LocalAct.HangAfterTaken());
        var call = _kite.PlaceAsync();
        await Faults.WaitUntilAsync(faults => faults.Hanging == 1);

        _kite.Server.SetDown(true);

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.That(_kite.Exchange.Orders, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ShouldTakeAtOnceAndAnswerLate()
    {
        Faults.Script(LocalAct.Delay(TimeSpan.FromSeconds(5)));
        var call = _kite.PlaceIdAsync();
        await Faults.WaitUntilAsync(faults => faults.Delayed == 1);
        var orders = _kite.Exchange.Orders;
        var isAnswered = call.IsCompleted;

        _kite.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That(orders, Has.Count.EqualTo(1));
        Assert.That(isAnswered, Is.False);
        Assert.That(await call, Is.EqualTo(orders[0].OrderId));
    }

    [Test]
    public async Task ShouldTakeLateAlthoughTheClientHasGone()
    {
        Faults.Script(LocalAct.DelayBeforeTaken(TimeSpan.FromSeconds(5)));
        using var patience = new CancellationTokenSource();
        using var content = new FormUrlEncodedContent(KiteClient.Form());
        var call = _kite.Http.PostAsync("/orders/regular", content, patience.Token);
        await Faults.WaitUntilAsync(faults => faults.Delayed == 1);
        await patience.CancelAsync();
        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_kite.Exchange.Orders, Is.Empty);
        using var socket = await TickerClient.ConnectAsync(_kite);
        await _kite.Server.Sockets.WaitUntilAsync(sockets => sockets.Count == 1);

        _kite.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That(await socket.ReceiveStatusAsync(), Is.EqualTo("OPEN"));
        Assert.That(_kite.Exchange.Orders, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ShouldCutACancelAfterItWasTaken()
    {
        var id = await _kite.PlaceIdAsync();
        Faults.ScriptCancel(LocalAct.CutBeforeTaken(), LocalAct.CutAfterTaken());

        await Assert.ThrowsAsync<HttpRequestException>(() => _kite.CancelAsync(id));
        var first = Order.Status;
        await Assert.ThrowsAsync<HttpRequestException>(() => _kite.CancelAsync(id));

        Assert.That((first, Order.Status), Is.EqualTo(("OPEN", "CANCELLED")));
    }

    [Test]
    public async Task ShouldTradeAnOrderJustBeforeItsCancel()
    {
        var id = await _kite.PlaceIdAsync();
        Faults.ScriptCancel(LocalAct.FillInPart(4), LocalAct.Fill());
        var other = await _kite.PlaceIdAsync(("tag", "t2"));

        using var part = await _kite.CancelAsync(id);
        var whole = await _kite.CancelAsync(other);

        await KiteClient.DataAsync(part);
        await KiteClient.ShouldFailAsync(whole, 400, "OrderException", "COMPLETE");
        Assert.That((Order.Status, Order.FilledQuantity), Is.EqualTo(("CANCELLED", 4L)));
    }

    [Test]
    public async Task ShouldLeaveACancelPending()
    {
        var id = await _kite.PlaceIdAsync();
        Faults.ScriptCancel(LocalAct.Rest());

        using var answer = await _kite.CancelAsync(id);
        var pending = Order.Status;
        _kite.Exchange.Cancel("t1");

        Assert.That((pending, Order.Status), Is.EqualTo(("CANCEL PENDING", "CANCELLED")));
    }

    [Test]
    public async Task ShouldKeepAnOrderWhoseChangesTheExchangeRejects()
    {
        var id = await _kite.PlaceIdAsync();
        Faults.ScriptCancel(LocalAct.Reject("Too late."));
        Faults.ScriptModify(LocalAct.Reject("Too late."));

        (await _kite.CancelAsync(id)).Dispose();
        (await _kite.ModifyAsync(id, ("price", "98"))).Dispose();

        Assert.That((Order.Status, Order.Price, Order.StatusMessage), Is.EqualTo(("OPEN", 99m, "Too late.")));
    }

    [Test]
    public async Task ShouldMeetModifyCalls()
    {
        var id = await _kite.PlaceIdAsync();
        Faults.ScriptModify(LocalAct.TooManyRequests(), LocalAct.Html502AfterTaken());

        var first = await _kite.ModifyAsync(id, ("price", "98"));
        using var second = await _kite.ModifyAsync(id, ("price", "97"));

        await KiteClient.ShouldFailAsync(first, 429, "NetworkException", "Too many requests");
        Assert.That((int)second.StatusCode, Is.EqualTo(502));
        Assert.That(Order.Price, Is.EqualTo(97));
    }

    [Test]
    public async Task ShouldMeetReads()
    {
        Faults.ScriptRead(LocalAct.MalformedJson(), LocalAct.EmptyBody502BeforeTaken());
        Faults.ScriptPath("/trades", LocalAct.Refuse("DataException", "Broken.", 502));

        var trades = await _kite.Http.GetAsync("/trades");
        var orders = await _kite.Http.GetStringAsync("/orders");
        using var again = await _kite.Http.GetAsync("/orders");

        await KiteClient.ShouldFailAsync(trades, 502, "DataException", "Broken.");
        Assert.That(orders, Is.EqualTo("{\"status\":\"success\",\"data\":{\"order"));
        Assert.That((int)again.StatusCode, Is.EqualTo(502));
        Assert.That(await again.Content.ReadAsStringAsync(), Is.Empty);
    }

    [Test]
    public async Task ShouldForgetScripts()
    {
        Faults.Script(LocalAct.TooManyRequests());
        Faults.ScriptPath("/trades", LocalAct.TooManyRequests());

        Faults.Clear();

        Assert.That(Faults.Waiting, Is.Zero);
        await _kite.PlaceIdAsync();
        await _kite.GetAsync("/trades");
    }
}
