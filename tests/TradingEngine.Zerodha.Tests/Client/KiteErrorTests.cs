using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;
using TradingEngine.Zerodha.Session;

namespace TradingEngine.Zerodha.Tests.Client;

/// <summary>What is known after each kind of failure, and that no write is sent twice.</summary>
[TestFixture]
public sealed class KiteErrorTests
{
    private static readonly string[] Writes = ["place", "exit", "modify", "cancel"];

    private KiteBench _bench = null!;

    [SetUp]
    public async Task StartAsync() => _bench = await KiteBench.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _bench.DisposeAsync();

    [TestCase(400, "InputException", "Missing tradingsymbol", KiteErrorKind.Rejected)]
    [TestCase(400, "OrderException", "Market orders without market protection are not allowed via API.", KiteErrorKind.Rejected)]
    [TestCase(400, "MarginException", "Insufficient funds. Check the orderbook for open orders.", KiteErrorKind.Rejected)]
    [TestCase(400, "HoldingException", "Insufficient holdings", KiteErrorKind.Rejected)]
    [TestCase(403, "UserException", "Account blocked", KiteErrorKind.Rejected)]
    [TestCase(403, "PermissionException", "Insufficient permission for that call", KiteErrorKind.Rejected)]
    [TestCase(403, "GeneralException", "IP 10.1.2.3 is not allowed", KiteErrorKind.Rejected)]
    [TestCase(400, "IpException", "Static-IP is not registered", KiteErrorKind.Rejected)]
    [TestCase(400, "GeneralException", "Multiple zip codes", KiteErrorKind.Unknown)]
    [TestCase(400, "NetworkException", "No route to IP", KiteErrorKind.Unknown)]
    [TestCase(403, "TokenException", "Incorrect `api_key` or `access_token`.", KiteErrorKind.NeedsLogin)]
    [TestCase(403, "TokenException", "Session timed out", KiteErrorKind.NeedsLogin)]
    [TestCase(500, "TokenException", "Oops", KiteErrorKind.Unknown)]
    [TestCase(429, "NetworkException", "Too many requests", KiteErrorKind.RateLimited)]
    [TestCase(429, "GeneralException", "timed out", KiteErrorKind.RateLimited)]
    [TestCase(400, "OrderException",
        "Order request timed out. Please check the order book and confirm before placing again.", KiteErrorKind.Unknown)]
    [TestCase(400, "InputException", "Gateway Timeout", KiteErrorKind.Unknown)]
    [TestCase(400, "MarginException", "request_timeout", KiteErrorKind.Unknown)]
    [TestCase(400, "OrderException", "RMS Timed-Out", KiteErrorKind.Unknown)]
    [TestCase(400, "OrderException", "time  out", KiteErrorKind.Unknown)]
    [TestCase(500, "OrderException", "Could not fetch", KiteErrorKind.Unknown)]
    [TestCase(500, "InputException", "Bad", KiteErrorKind.Unknown)]
    [TestCase(503, "NetworkException", "OMS not reachable", KiteErrorKind.Unknown)]
    [TestCase(400, "NetworkException", "OMS not reachable", KiteErrorKind.Unknown)]
    [TestCase(502, "DataException", "OMS not understood", KiteErrorKind.Unknown)]
    [TestCase(400, "DataException", "OMS not understood", KiteErrorKind.Unknown)]
    [TestCase(500, "GeneralException", "Something went wrong", KiteErrorKind.Unknown)]
    [TestCase(400, "GeneralException", "Something went wrong", KiteErrorKind.Unknown)]
    [TestCase(400, "SurpriseException", "Nobody knows it", KiteErrorKind.Unknown)]
    [TestCase(404, "GeneralException", "Route not found", KiteErrorKind.Unknown)]
    [TestCase(504, "NetworkException", "Gateway", KiteErrorKind.Unknown)]
    [TestCase(200, "InputException", "An error in a success", KiteErrorKind.Rejected)]
    [TestCase(200, "GeneralException", "An error in a success", KiteErrorKind.Unknown)]
    [TestCase(200, "TokenException", "An error in a success", KiteErrorKind.NeedsLogin)]
    public async Task ShouldDecideByStatusAndBody(int status, string type, string message, KiteErrorKind kind)
    {
        foreach (var write in Writes)
        {
            _bench.Session.Set(KiteBench.AccessToken);
            _bench.Server.Requests.Clear();
            _bench.Server.Script(ScriptedKite.Error(status, type, message));

            var error = await KiteBench.FailAsync(() => KiteBench.WriteAsync(_bench.Client, write));

            Assert.That((error.Kind, error.HttpStatus, error.ErrorType, error.Message), Is.EqualTo((kind, (int?)status, type, message)));
            Assert.That(_bench.Server.Requests, Has.Count.EqualTo(1));
            Assert.That(_bench.Session.Current is null, Is.EqualTo(kind == KiteErrorKind.NeedsLogin));
        }
    }

    [TestCase(200, "", "application/json", KiteErrorKind.Unknown, "empty")]
    [TestCase(200, "  \r\n", "application/json", KiteErrorKind.Unknown, "empty")]
    [TestCase(204, "", "application/json", KiteErrorKind.Unknown, "empty")]
    [TestCase(502, "", "text/html", KiteErrorKind.Unknown, "empty")]
    [TestCase(502, "<html><h1>502 Bad Gateway</h1></html>", "text/html", KiteErrorKind.Unknown, "is HTML: <html>")]
    [TestCase(200, "<html>Login</html>", "text/html", KiteErrorKind.Unknown, "is HTML: <html>")]
    [TestCase(403, "<html>Blocked</html>", "text/html", KiteErrorKind.Unknown, "is HTML: <html>")]
    [TestCase(429, "<html>Slow down</html>", "text/html", KiteErrorKind.RateLimited, "is HTML: <html>")]
    [TestCase(200, "order_id=1", "text/plain", KiteErrorKind.Unknown, "the body is no JSON")]
    [TestCase(429, "", "text/html", KiteErrorKind.RateLimited, "empty")]
    [TestCase(200, "{\"status\":\"success\",\"data\":{\"order_id\":\"15", "application/json", KiteErrorKind.Unknown, "broken")]
    [TestCase(200, "{\"status\":\"success\",\"data\":{}}", "application/json", KiteErrorKind.Unknown, "order_id")]
    [TestCase(200, "{\"status\":\"success\",\"data\":{\"order_id\":null}}", "application/json", KiteErrorKind.Unknown, "order_id")]
    [TestCase(200, "{\"status\":\"success\",\"data\":{\"order_id\":\"\"}}", "application/json", KiteErrorKind.Unknown, "order_id")]
    [TestCase(200, "{\"status\":\"success\",\"data\":{\"order_id\":1.5}}", "application/json", KiteErrorKind.Unknown, "An id was expected. Path: $.order_id")]
    [TestCase(200, "{\"status\":\"success\",\"data\":{\"order_id\":[1]}}", "application/json", KiteErrorKind.Unknown, "An id was expected")]
    [TestCase(200, "{\"status\":\"success\",\"data\":{\"order_id\":\"1\",\"order_id\":\"2\"}}", "application/json", KiteErrorKind.Unknown, "order_id")]
    [TestCase(200, "{\"status\":\"success\",\"data\":{\"order_id\":\"1\",\"children\":[{}]}}", "application/json", KiteErrorKind.Unknown, "either an order_id or an error")]
    [TestCase(200, "{\"status\":\"success\",\"data\":{\"order_id\":\"1\",\"children\":[null]}}", "application/json", KiteErrorKind.Unknown, "null in place of element 0")]
    [TestCase(200, "{\"status\":\"success\",\"data\":null}", "application/json", KiteErrorKind.Unknown, "null in place of a value")]
    [TestCase(200, "{\"status\":\"success\"}", "application/json", KiteErrorKind.Unknown, "no data")]
    [TestCase(200, "{\"status\":\"fine\",\"data\":{\"order_id\":\"1\"}}", "application/json", KiteErrorKind.Unknown, "neither success nor error")]
    [TestCase(200, "{\"status\":7,\"data\":{\"order_id\":\"1\"}}", "application/json", KiteErrorKind.Unknown, "neither success nor error")]
    [TestCase(200, "{\"data\":{\"order_id\":\"1\"}}", "application/json", KiteErrorKind.Unknown, "neither success nor error")]
    [TestCase(200, "[]", "application/json", KiteErrorKind.Unknown, "Array in place of an object")]
    [TestCase(200, "null", "application/json", KiteErrorKind.Unknown, "Null in place of an object")]
    [TestCase(400, "{\"status\":\"success\",\"data\":{\"order_id\":\"1\"}}", "application/json", KiteErrorKind.Unknown, "the status does not")]
    [TestCase(500, "{\"status\":\"success\",\"data\":{\"order_id\":\"1\"}}", "application/json", KiteErrorKind.Unknown, "the status does not")]
    [TestCase(408, "{}", "application/json", KiteErrorKind.Unknown, "neither success nor error")]
    [TestCase(400, "{\"status\":\"error\",\"message\":\"\\n\\u0000\"}", "application/json", KiteErrorKind.Unknown, "no reason")]
    [TestCase(400, "{\"status\":\"error\"}", "application/json", KiteErrorKind.Unknown, "no reason")]
    [TestCase(400, "{\"status\":\"error\",\"message\":null,\"error_type\":null}", "application/json", KiteErrorKind.Unknown, "no reason")]
    [TestCase(400, "{\"status\":\"error\",\"message\":{\"a\":1},\"error_type\":7}", "application/json", KiteErrorKind.Unknown, "a")]
    [TestCase(200, "{\"status\":\"success\",\"error_type\":\"InputException\",\"message\":\"odd\"}", "application/json", KiteErrorKind.Rejected, "odd")]
    public async Task ShouldNotTrustAnAnswerThatIsNone(int status, string body, string type, KiteErrorKind kind, string part)
    {
        _bench.Server.Script(ScriptedKite.Answer(status, status == 204 ? "" : body, type));

        var error = await KiteBench.FailAsync(() => KiteBench.WriteAsync(_bench.Client, "place"));

        Assert.That((error.Kind, error.HttpStatus), Is.EqualTo((kind, (int?)status)));
        Assert.That(error.Message, Does.Contain(part));
        Assert.That(_bench.Server.Requests, Has.Count.EqualTo(1));
    }

    [TestCaseSource(nameof(Cuts))]
    public async Task ShouldNotKnowWhenTheConnectionIsCut(string write, Func<HttpContext, Task> cut)
    {
        await WarmAsync();
        _bench.Server.Script(cut);

        var error = await KiteBench.FailAsync(() => KiteBench.WriteAsync(_bench.Client, write));

        Assert.That((error.Kind, error.HttpStatus), Is.EqualTo((KiteErrorKind.Unknown, (int?)null)));
        Assert.That(_bench.Server.Requests, Has.Count.EqualTo(1));
    }

    [TestCaseSource(nameof(Writes))]
    public async Task ShouldSendOnceWhenThePooledConnectionEnds(string write)
    {
        await using var server = new CutServer();
        using var client = MakeClient(server.Root);
        await client.WarmAsync();

        var error = await KiteBench.FailAsync(() => KiteBench.WriteAsync(client, write));

        Assert.That(error.Kind, Is.EqualTo(KiteErrorKind.Unknown));
        Assert.That(server.RequestCount, Is.EqualTo(2));
    }

    [TestCaseSource(nameof(Writes))]
    public async Task ShouldNotKnowWhenThereIsNoAnswerInTime(string write)
    {
        await using var bench = await KiteBench.StartAsync(options => options.Timeout = TimeSpan.FromMilliseconds(300));
        bench.Server.Script(ScriptedKite.Hang);

        var error = await KiteBench.FailAsync(() => KiteBench.WriteAsync(bench.Client, write));

        Assert.That(error.Kind, Is.EqualTo(KiteErrorKind.Unknown));
        Assert.That(error.Message, Does.Contain("no answer within"));
        Assert.That(bench.Server.Requests, Has.Count.EqualTo(1));
    }

    [TestCaseSource(nameof(Writes))]
    public async Task ShouldNotKnowWhenCancelledAfterSending(string write)
    {
        using var source = new CancellationTokenSource();
        _bench.Server.Script(async context =>
        {
            await source.CancelAsync();
            await ScriptedKite.Hang(context);
        });

        var error = await KiteBench.FailAsync(() => KiteBench.WriteAsync(_bench.Client, write, source.Token));

        Assert.That(error.Kind, Is.EqualTo(KiteErrorKind.Unknown));
        Assert.That(error.Message, Does.Contain("cancelled"));
        Assert.That(_bench.Server.Requests, Has.Count.EqualTo(1));
    }

    [TestCaseSource(nameof(Writes))]
    public void ShouldCancelBeforeSending(string write)
    {
        Assert.That(
            async () => await KiteBench.WriteAsync(_bench.Client, write, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_bench.Server.Requests, Is.Empty);
    }

    [Test]
    public void ShouldCancelReads()
    {
        using var source = new CancellationTokenSource();
        _bench.Server.Script(async context =>
        {
            await source.CancelAsync();
            await ScriptedKite.Hang(context);
        });

        Assert.That(async () => await _bench.Client.GetOrdersAsync(source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_bench.Server.Requests, Has.Count.EqualTo(1));
    }

    [TestCaseSource(nameof(Writes))]
    public async Task ShouldKnowThatARefusedConnectionSentNothing(string write)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var client = MakeClient(new Uri($"http://127.0.0.1:{port}"));

        var error = await KiteBench.FailAsync(() => KiteBench.WriteAsync(client, write));

        Assert.That(error.Kind, Is.EqualTo(KiteErrorKind.NotSent), error.Message);
        Assert.That(error.Message, Does.Contain("ConnectionError"));
    }

    [TestCaseSource(nameof(Writes))]
    public async Task ShouldKnowThatAnUnknownHostGotNothing(string write)
    {
        using var client = MakeClient(new Uri("https://kite.invalid"));

        var error = await KiteBench.FailAsync(() => KiteBench.WriteAsync(client, write));

        Assert.That(error.Kind, Is.EqualTo(KiteErrorKind.NotSent), error.Message);
    }

    [TestCaseSource(nameof(Writes))]
    public async Task ShouldKnowThatAFailedHandshakeSentNothing(string write)
    {
        using var client = MakeClient(new Uri($"https://127.0.0.1:{_bench.Server.Root.Port}"));

        var error = await KiteBench.FailAsync(() => KiteBench.WriteAsync(client, write));

        Assert.That(error.Kind, Is.EqualTo(KiteErrorKind.NotSent), error.Message);
        Assert.That(_bench.Server.Requests, Is.Empty);
    }

    [TestCase("place", KiteErrorKind.NotSent)]
    [TestCase("modify", KiteErrorKind.NotSent)]
    [TestCase("cancel", KiteErrorKind.Unknown)]
    public async Task ShouldKnowOnlyOfBodiesThatTheyDidNotLeaveInTime(string write, KiteErrorKind kind)
    {
        using var client = MakeClient(
            new Uri("https://127.0.0.1:" + DeafServer.Port), options => options.Timeout = TimeSpan.FromMilliseconds(300));

        var error = await KiteBench.FailAsync(() => KiteBench.WriteAsync(client, write));

        Assert.That(error.Kind, Is.EqualTo(kind), error.Message);
    }

    [TestCaseSource(nameof(Writes))]
    public async Task ShouldNotFollowRedirects(string write)
    {
        _bench.Server.Script(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });

        var error = await KiteBench.FailAsync(() => KiteBench.WriteAsync(_bench.Client, write));

        Assert.That((error.Kind, error.HttpStatus), Is.EqualTo((KiteErrorKind.Unknown, (int?)307)));
        Assert.That(_bench.Server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ShouldNotSendWithoutAToken()
    {
        _bench.Session.Invalidate(KiteBench.AccessToken, "Logged in elsewhere.");

        foreach (var write in Writes)
        {
            var error = await KiteBench.FailAsync(() => KiteBench.WriteAsync(_bench.Client, write));

            Assert.That((error.Kind, error.Message), Is.EqualTo((KiteErrorKind.NeedsLogin, "Logged in elsewhere.")));
        }

        Assert.That(_bench.Server.Requests, Is.Empty);
    }

    [Test]
    public async Task ShouldKeepATokenThatCameMeanwhile()
    {
        _bench.Server.Script(async context =>
        {
            _bench.Session.Set("newTOKENnew", "AB1234");
            await ScriptedKite.Error(403, "TokenException", "Token is invalid or has expired.")(context);
        });

        await KiteBench.FailAsync(() => KiteBench.WriteAsync(_bench.Client, "place"));

        Assert.That(_bench.Session.Current!.AccessToken, Is.EqualTo("newTOKENnew"));
    }

    private static IEnumerable<TestCaseData> Cuts() =>
        from write in Writes
        from cut in new Func<HttpContext, Task>[]
            { ScriptedKite.CutBeforeReading, ScriptedKite.Cut, ScriptedKite.CutInTheAnswer }
        select new TestCaseData(write, cut) { TestName = $"{nameof(ShouldNotKnowWhenTheConnectionIsCut)}({write}, {cut.Method.Name})" };

    private static KiteClient MakeClient(Uri root, Action<KiteClientOptions>? change = null)
    {
        var options = KiteBench.MakeOptions(root);
        change?.Invoke(options);
        var session = new KiteSession(new KiteSessionOptions(), TimeProvider.System);
        session.Set(KiteBench.AccessToken);
        return new KiteClient(options, session, TimeProvider.System);
    }

    private async Task WarmAsync()
    {
        _bench.Server.Script(ScriptedKite.Answer(200, """{"status":"success","data":{"broker":"ZERODHA"}}"""));
        await _bench.Client.WarmAsync();
        _bench.Server.Requests.Clear();
    }
}
