using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;
using TradingEngine.Zerodha.Session;

namespace TradingEngine.Zerodha.Tests.Client;

/// <summary>No key, secret, token or checksum stands in a text that somebody could log.</summary>
[TestFixture]
public sealed class KiteSecretTests
{
    private const string RequestToken = "request+REQUEST/0815";

    private static readonly string Checksum = KiteChecksum.Make(KiteBench.ApiKey, RequestToken, KiteBench.ApiSecret);

    private static readonly string[] Secrets =
        [KiteBench.ApiKey, KiteBench.ApiSecret, KiteBench.AccessToken, RequestToken, Uri.EscapeDataString(RequestToken), Checksum];

    // What the servers of each call have seen: only the login sends a request token and its checksum.
    private static readonly string Seen = Repeat(Secrets[..3]);
    private static readonly string SeenAtLogin = Repeat(Secrets);

    [Test]
    public async Task ShouldHideWhatServersRepeat()
    {
        await using var bench = await KiteBench.StartAsync();
        foreach (var (call, seen) in Calls(bench.Client))
        {
            foreach (var body in Bodies(seen))
            {
                bench.Session.Set(KiteBench.AccessToken);
                bench.Server.Script(ScriptedKite.Answer(400, body));
                var error = await KiteBench.FailAsync(call);

                Check(error.ToString(), error.Message, error.ErrorType, bench.Session.LoginNeeded, bench.Session.ToString());
            }
        }
    }

    [Test]
    public async Task ShouldHideWhatHandlersRepeat()
    {
        using var session = new KiteSession(new KiteSessionOptions(), TimeProvider.System);
        session.Set(KiteBench.AccessToken);
        using var client = new KiteClient(
            KiteBench.MakeOptions(new Uri("https://kite.invalid")), session, TimeProvider.System, new TalkingHandler());

        foreach (var (call, _) in Calls(client))
        {
            var error = await KiteBench.FailAsync(call);

            Assert.That(error.Message, Does.Contain("***"));
            Check(error.ToString(), error.Message);
        }
    }

    [Test]
    public async Task ShouldHideSecretsOfSlices()
    {
        await using var bench = await KiteBench.StartAsync();
        bench.Server.Script(ScriptedKite.Answer(200, $$$"""
            {"status":"success","data":{"order_id":"1","children":[{"error":{"code":400,"error_type":"InputException",
             "message":"{{{KiteBench.AccessToken}}}\n{{{KiteBench.ApiKey}}}"}}]}}
            """));

        var placed = await bench.Client.PlaceOrderAsync(KiteBench.Order, KiteCall.Place);

        Assert.That(placed.Children[0].Error!.Message, Is.EqualTo("*** ***"));
    }

    [Test]
    public async Task ShouldHideThemInTexts()
    {
        await using var bench = await KiteBench.StartAsync();

        Check(bench.Options.ToString(), bench.Client.ToString(), bench.Session.ToString(), $"{bench.Session.Current}");

        bench.Options.ApiKey = KiteBench.ApiKey + "\n";
        bench.Options.ApiSecret = KiteBench.ApiSecret + " ";
        Check([.. bench.Options.Validate()]);
        Assert.That(bench.Options.Validate(), Has.Count.EqualTo(2));
    }

    [Test]
    public void ShouldHideATokenThatIsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => _ = new KiteToken(KiteBench.AccessToken + "\n", "", default));

        Check(error!.ToString());
    }

    [Test]
    public void ShouldNoticeASecret()
    {
        Assert.That(() => Check($"a {KiteBench.ApiSecret.ToUpperInvariant()} b"), Throws.InstanceOf<AssertionException>());
    }

    private static string[] Bodies(string seen) =>
    [
        $$"""{"status":"error","message":"{{seen}}","error_type":"InputException"}""",
        $$"""{"status":"error","message":{"a":"{{seen}}"},"error_type":"{{seen}}"}""",
        $$"""{"status":"error","message":"{{seen}}","error_type":"TokenException"}""",
        $"<html>{seen}</html>",
        seen,
        $$"""{"status":"success","data":{"order_id":{"{{KiteBench.AccessToken}}":1} }""",
        $$"""{"{{KiteBench.AccessToken}}":1,"{{KiteBench.AccessToken}}":2}""",
    ];

    private static string Repeat(string[] secrets) => $"{string.Join(' ', secrets)} {string.Join(' ', secrets).ToUpperInvariant()}";

    private static IEnumerable<(Func<Task> Call, string Seen)> Calls(KiteClient client)
    {
        yield return (() => KiteBench.WriteAsync(client, "place"), Seen);
        yield return (() => KiteBench.WriteAsync(client, "modify"), Seen);
        yield return (() => KiteBench.WriteAsync(client, "cancel"), Seen);
        yield return (() => client.GetOrdersAsync(), Seen);
        yield return (() => client.GetInstrumentsAsync(), Seen);
        yield return (() => client.CreateSessionAsync(RequestToken), SeenAtLogin);
        yield return (() => client.LogoutAsync(), Seen);
    }

    private static void Check(params string?[] texts)
    {
        foreach (var text in texts)
        {
            foreach (var secret in Secrets)
            {
                if (text is not null && text.Contains(secret, StringComparison.OrdinalIgnoreCase))
                {
                    throw new AssertionException($"A secret stands in: {text}");
                }
            }
        }
    }

    /// <summary>Throws everything that it was to send.</summary>
    private sealed class TalkingHandler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            throw new InvalidOperationException($"{Seen} {body} {request.RequestUri!.Query} {request}");
        }
    }
}
