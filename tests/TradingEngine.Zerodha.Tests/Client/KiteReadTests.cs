using Microsoft.AspNetCore.Http;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Tests.Client;

/// <summary>Reads are tried again, each attempt through the gate.</summary>
[TestFixture]
public sealed class KiteReadTests
{
    private static readonly Func<HttpContext, Task> Orders = ScriptedKite.Answer(200, """{"status":"success","data":[]}""");

    private static IEnumerable<TestCaseData> Transient()
    {
        yield return new TestCaseData(ScriptedKite.Error(500, "GeneralException", "a"), KiteErrorKind.Unknown) { TestName = "500" };
        yield return new TestCaseData(ScriptedKite.Answer(502, "<html>", "text/html"), KiteErrorKind.Unknown) { TestName = "502 HTML" };
        yield return new TestCaseData(ScriptedKite.Error(503, "NetworkException", "a"), KiteErrorKind.Unknown) { TestName = "503" };
        yield return new TestCaseData(ScriptedKite.Answer(504, ""), KiteErrorKind.Unknown) { TestName = "504 empty" };
        yield return new TestCaseData(ScriptedKite.Error(429, "NetworkException", "a"), KiteErrorKind.RateLimited) { TestName = "429" };
        yield return new TestCaseData((Func<HttpContext, Task>)ScriptedKite.CutBeforeReading, KiteErrorKind.Unknown) { TestName = "cut before reading" };
        yield return new TestCaseData((Func<HttpContext, Task>)ScriptedKite.Cut, KiteErrorKind.Unknown) { TestName = "cut after reading" };
        yield return new TestCaseData((Func<HttpContext, Task>)ScriptedKite.CutInTheAnswer, KiteErrorKind.Unknown) { TestName = "cut in the answer" };
    }

    [TestCaseSource(nameof(Transient))]
    public async Task ShouldTryAgain(Func<HttpContext, Task> failure, KiteErrorKind kind)
    {
        await using var bench = await KiteBench.StartAsync();
        bench.Server.Script(failure, failure, failure, Orders);
        Assert.That(await bench.Client.GetOrdersAsync(), Is.Empty);
        Assert.That(bench.Server.Requests, Has.Count.EqualTo(4));

        bench.Server.Requests.Clear();
        bench.Server.Script(failure);
        var error = await KiteBench.FailAsync(() => bench.Client.GetOrdersAsync());

        Assert.That(error.Kind, Is.EqualTo(kind));
        Assert.That(bench.Server.Requests, Has.Count.EqualTo(4));
        Assert.That(bench.Server.Requests.Distinct(), Has.Exactly(4).Items.With.Property("Line").EqualTo("GET /orders"));
    }

    [TestCase(400, "InputException", KiteErrorKind.Rejected)]
    [TestCase(403, "TokenException", KiteErrorKind.NeedsLogin)]
    [TestCase(404, "GeneralException", KiteErrorKind.Unknown)]
    [TestCase(200, "GeneralException", KiteErrorKind.Unknown)]
    public async Task ShouldNotTryAgainWhatStaysTrue(int status, string type, KiteErrorKind kind)
    {
        await using var bench = await KiteBench.StartAsync();
        bench.Server.Script(ScriptedKite.Error(status, type, "a"));

        var error = await KiteBench.FailAsync(() => bench.Client.GetOrdersAsync());

        Assert.That(error.Kind, Is.EqualTo(kind));
        Assert.That(bench.Server.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(0, 1)]
    [TestCase(1, 2)]
    [TestCase(10, 11)]
    public async Task ShouldTryAsOftenAsTheOptionsSay(int retryCount, int requestCount)
    {
        await using var bench = await KiteBench.StartAsync(options =>
        {
            options.ReadRetryCount = retryCount;
            options.ReadRetryDelay = TimeSpan.FromTicks(1);
        });
        bench.Server.Script(ScriptedKite.Error(503, "NetworkException", "a"));

        await KiteBench.FailAsync(() => bench.Client.GetOrderMarginsAsync([KiteBench.Order]));

        Assert.That(bench.Server.Requests, Has.Count.EqualTo(requestCount));
        Assert.That(bench.Server.Requests.Select(request => request.Body).Distinct().Single(), Does.StartWith("[{"));
    }

    [Test]
    public async Task ShouldTryAgainAfterATimeout()
    {
        await using var bench = await KiteBench.StartAsync(options => options.Timeout = TimeSpan.FromMilliseconds(500));
        bench.Server.Script(ScriptedKite.Hang, Orders);

        Assert.That(await bench.Client.GetOrdersAsync(), Is.Empty);
        Assert.That(bench.Server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ShouldNotWaitAsLongAsTheServerSays()
    {
        await using var bench = await KiteBench.StartAsync();
        bench.Server.Script(
            context =>
            {
                context.Response.StatusCode = 503;
                context.Response.Headers.RetryAfter = "86400";
                return Task.CompletedTask;
            },
            Orders);

        Assert.That(await bench.Client.GetOrdersAsync(), Is.Empty);
    }

    [Test]
    public async Task ShouldBoundAnswers()
    {
        await using var bench = await KiteBench.StartAsync(options => options.AnswerSizeMax = 1_024);
        bench.Server.Script(ScriptedKite.Answer(200, $$"""{"status":"success","data":[],"more":"{{new string('x', 2_000)}}"}"""));

        var error = await KiteBench.FailAsync(() => bench.Client.GetOrdersAsync());

        Assert.That((error.Kind, error.Message), Is.EqualTo(
            (KiteErrorKind.Unknown, "The outcome is not known: the answer is larger than the options allow")));
        Assert.That(bench.Server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ShouldAskTheGateBeforeEveryAttempt()
    {
        var gate = new ListeningGate();
        await using var bench = await KiteBench.StartAsync(gate: gate);
        bench.Server.Script(
            ScriptedKite.Answer(503, ""), Orders, ScriptedKite.Answer(200, """{"status":"success","data":{"order_id":"1"}}"""));

        await bench.Client.GetOrdersAsync();
        await KiteBench.WriteAsync(bench.Client, "place");
        await KiteBench.WriteAsync(bench.Client, "exit");
        await KiteBench.WriteAsync(bench.Client, "modify");
        await KiteBench.WriteAsync(bench.Client, "cancel");

        Assert.That(gate.Calls, Is.EqualTo(new[]
            { KiteCall.Read, KiteCall.Read, KiteCall.Place, KiteCall.Exit, KiteCall.Modify, KiteCall.Cancel }));
    }

    [Test]
    public async Task ShouldNotSendWhatTheGateHolds()
    {
        var gate = new ListeningGate { Failure = new KiteException(KiteErrorKind.NotSent, "The budget is used up.") };
        await using var bench = await KiteBench.StartAsync(gate: gate);

        foreach (var call in (Func<Task>[])[() => bench.Client.GetOrdersAsync(), () => KiteBench.WriteAsync(bench.Client, "place")])
        {
            Assert.That(await KiteBench.FailAsync(call), Is.SameAs(gate.Failure));
        }

        gate.Failure = new InvalidOperationException(KiteBench.ApiSecret);
        var error = await KiteBench.FailAsync(() => KiteBench.WriteAsync(bench.Client, "cancel"));
        Assert.That((error.Kind, error.Message),
            Is.EqualTo((KiteErrorKind.NotSent, "Not sent: the gate failed with InvalidOperationException.")));

        using var source = new CancellationTokenSource();
        gate.Failure = null;
        gate.Entering = source.Cancel;
        Assert.That(async () => await KiteBench.WriteAsync(bench.Client, "place", source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(gate.Calls, Has.Count.EqualTo(4));
        Assert.That(bench.Server.Requests, Is.Empty);
    }

    private sealed class ListeningGate : IKiteGate
    {
        public List<KiteCall> Calls { get; } = [];

        public Exception? Failure { get; set; }

        public Action? Entering { get; set; }

        public ValueTask EnterAsync(KiteCall call, CancellationToken cancellationToken)
        {
            Calls.Add(call);
            Entering?.Invoke();
            return Failure is null ? ValueTask.CompletedTask : ValueTask.FromException(Failure);
        }
    }
}
