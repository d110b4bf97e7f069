using System.Net;

namespace TradingEngine.LocalKite.Tests;

public sealed class LocalActTests
{
    private KiteClient _kite = null!;

    [SetUp]
    public async Task Start() => _kite = await KiteClient.StartAsync();

    [TearDown]
    public async Task Stop() => await _kite.DisposeAsync();

    private static IEnumerable<LocalAct> CuttingActs() =>
        [LocalAct.CutBeforeTaken(), LocalAct.CutAfterTaken(), LocalAct.AppearLate(TimeSpan.FromSeconds(8))];

    [TestCaseSource(nameof(CuttingActs))]
    public async Task ShouldCutTheConnection(LocalAct act)
    {
        _kite.Server.Faults.Script(act);

        await Assert.ThrowsAsync<HttpRequestException>(() => _kite.PlaceAsync());

        Assert.That(_kite.Exchange.Orders, Has.Count.EqualTo(act.IsTaken ? 1 : 0));
        Assert.That(_kite.Server.Requests, Has.Count.EqualTo(1));
    }

    private static IEnumerable<TestCaseData> AnsweringActs() =>
    [
        new(LocalAct.Html502BeforeTaken(), 502, "<html>"),
        new(LocalAct.Html502AfterTaken(), 502, "<html>"),
        new(LocalAct.EmptyBody502BeforeTaken(), 502, ""),
        new(LocalAct.EmptyBody502AfterTaken(), 502, ""),
        new(LocalAct.TimedOut400NotTaken(), 400, "Order request timed out. Please check the order book"),
        new(LocalAct.TimedOut400AfterTaken(), 400, "Order request timed out. Please check the order book"),
        new(LocalAct.TooManyRequests(), 429, "\"message\":\"Too many requests\",\"data\":null,\"error_type\":\"Netw"),
        new(LocalAct.Refuse("MarginException", "No money.", 400), 400, "MarginException"),
        new(LocalAct.Refuse("GeneralException", "Broken.", 500), 500, "GeneralException"),
        new(LocalAct.MalformedJson(), 200, "{\"status\":\"success\",\"data\":{\"order"),
    ];

    [TestCaseSource(nameof(AnsweringActs))]
    public async Task ShouldAnswerAsTheActSays(LocalAct act, int status, string part)
    {
        _kite.Server.Faults.Script(act);

        using var response = await _kite.PlaceAsync();

        var body = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(body, part.Length == 0 ? Is.Empty : Does.Contain(part));
        Assert.That(_kite.Exchange.Orders, Has.Count.EqualTo(act.IsTaken ? 1 : 0));
    }

    [Test]
    public async Task ShouldTruncateTheAnswer()
    {
        _kite.Server.Faults.Script(LocalAct.TruncatedBody());
        using var content = new FormUrlEncodedContent(KiteClient.Form());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders/regular") { Content = content };

        using var response = await _kite.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(async () => await response.Content.ReadAsStringAsync(), Throws.InstanceOf<HttpRequestException>());
        Assert.That(_kite.Exchange.Orders, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ShouldFillAtTheLimitWhereThePriceIsWorse()
    {
        _kite.Server.Faults.Script(LocalAct.Fill());

        await _kite.PlaceIdAsync();

        Assert.That(_kite.Exchange.Orders[0].Status, Is.EqualTo("COMPLETE"));
        Assert.That(_kite.Exchange.Trades[0].Price, Is.EqualTo(99));
    }

    [TestCase(4, 4)]
    [TestCase(0, 5)]
    [TestCase(400, 10)]
    public async Task ShouldFillInPart(long quantity, long expected)
    {
        _kite.Server.Faults.Script(LocalAct.FillInPart(quantity));

        await _kite.PlaceIdAsync();

        var order = _kite.Exchange.Orders[0];
        Assert.That(order.FilledQuantity, Is.EqualTo(expected));
        Assert.That(order.Status, Is.EqualTo(expected == 10 ? "COMPLETE" : "OPEN"));
    }

    [Test]
    public async Task ShouldRestUntilTheNextPrice()
    {
        _kite.Server.Faults.Script(LocalAct.Rest());

        await _kite.PlaceIdAsync(("price", "101"));

        Assert.That(_kite.Exchange.Orders[0].Status, Is.EqualTo("OPEN"));
        _kite.Exchange.SetPrice(KiteClient.Sbin, 100.5m);
        Assert.That(_kite.Exchange.Orders[0].Status, Is.EqualTo("COMPLETE"));
    }

    [Test]
    public async Task ShouldRejectAfterAnOrderId()
    {
        _kite.Server.Faults.Script(LocalAct.Reject("No stock."));

        await _kite.PlaceIdAsync();

        var order = await _kite.OnlyOrderAsync();
        Assert.That(order.GetProperty("status").GetString(), Is.EqualTo("REJECTED"));
        Assert.That(order.GetProperty("status_message").GetString(), Is.EqualTo("No stock."));
    }

    [Test]
    public async Task ShouldShowALateOrderAtItsTime()
    {
        _kite.Server.Faults.Script(LocalAct.Fill().Answering(LocalAct.AppearLate(TimeSpan.FromSeconds(8))));

        await Assert.ThrowsAsync<HttpRequestException>(() => _kite.PlaceAsync());

        _kite.Clock.Advance(TimeSpan.FromSeconds(7));
        Assert.That((await _kite.GetAsync("/orders")).GetArrayLength(), Is.Zero);
        Assert.That((await _kite.GetAsync("/trades")).GetArrayLength(), Is.Zero);
        _kite.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await _kite.GetAsync("/orders")).GetArrayLength(), Is.EqualTo(1));
        Assert.That((await _kite.GetAsync("/trades")).GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public void ShouldNotJoinAnEffectWithARefusal() =>
        Assert.That(() => LocalAct.Fill().Answering(LocalAct.CutBeforeTaken()), Throws.ArgumentException);
}
