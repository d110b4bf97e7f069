using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;
using TradingEngine.Zerodha.Session;

namespace TradingEngine.Zerodha.Tests.Client;

/// <summary>Login and logout.</summary>
[TestFixture]
public sealed class KiteLoginTests
{
    private const string RequestToken = "requestREQUEST0815";
    private const string NewToken = "newNEWnewNEW42";

    private KiteBench _bench = null!;

    [SetUp]
    public async Task StartAsync() => _bench = await KiteBench.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _bench.DisposeAsync();

    [Test]
    public void ShouldSayWhereToLogIn()
    {
        Assert.That(_bench.Client.LoginAddress.AbsoluteUri,
            Is.EqualTo($"https://kite.zerodha.com/connect/login?v=3&api_key={KiteBench.ApiKey}"));
    }

    [Test]
    public async Task ShouldExchangeTheRequestToken()
    {
        _bench.Session.Invalidate(KiteBench.AccessToken, "Ended.");
        _bench.Server.Script(ScriptedKite.Answer(200, $$$"""
            {"status":"success","data":{"access_token":"{{{NewToken}}}","user_id":"AB1234","login_time":"2026-08-03 08:45:10",
             "exchanges":["NSE"],"refresh_token":"","meta":{"demat_consent":"physical"} } }
            """));

        var token = await _bench.Client.CreateSessionAsync(RequestToken);

        Assert.That(token, Is.EqualTo(new KiteToken(NewToken, "AB1234", new(2026, 8, 3, 8, 45, 10, TimeSpan.FromHours(5.5)))));
        Assert.That(_bench.Session.Current, Is.Null);
        var request = _bench.Server.Requests.Single();
        var checksum = KiteChecksum.Make(KiteBench.ApiKey, RequestToken, KiteBench.ApiSecret);
        Assert.That(request.Line, Is.EqualTo("POST /session/token"));
        Assert.That(request.Body, Is.EqualTo($"api_key={KiteBench.ApiKey}&request_token={RequestToken}&checksum={checksum}"));
        Assert.That(request.Headers, Does.Not.ContainKey("Authorization"));
    }

    [TestCase("{\"status\":\"success\",\"data\":{\"user_id\":\"AB1234\"}}")]
    [TestCase("{\"status\":\"success\",\"data\":{\"access_token\":\"\",\"user_id\":\"AB1234\"}}")]
    [TestCase("{\"status\":\"success\",\"data\":{\"access_token\":\"a b\",\"user_id\":\"AB1234\"}}")]
    [TestCase("{\"status\":\"success\",\"data\":{\"access_token\":\"newNEWnewNEW42\",\"user_id\":null}}")]
    [TestCase("{\"status\":\"success\",\"data\":{\"access_token\":\"newNEWnewNEW42\",\"user_id\":\"AB1234\",\"login_time\":\"newNEWnewNEW42\"}}")]
    [TestCase("access_token=newNEWnewNEW42")]
    [TestCase("[\"newNEWnewNEW42")]
    public async Task ShouldRefuseALoginWithoutToken(string body)
    {
        _bench.Server.Script(ScriptedKite.Answer(200, body));

        var error = await KiteBench.FailAsync(() => _bench.Client.CreateSessionAsync(RequestToken));

        Assert.That(error.Kind, Is.EqualTo(KiteErrorKind.Unknown));
        Assert.That(error.ToString(), Does.Not.Contain(NewToken));
    }

    [Test]
    public async Task ShouldSendARequestTokenOnce()
    {
        foreach (var failure in (Func<Microsoft.AspNetCore.Http.HttpContext, Task>[])
            [ScriptedKite.Error(503, "NetworkException", "a"), ScriptedKite.Cut, ScriptedKite.Error(403, "TokenException", "Token is invalid")])
        {
            _bench.Server.Requests.Clear();
            _bench.Server.Script(failure);

            await KiteBench.FailAsync(() => _bench.Client.CreateSessionAsync(RequestToken));

            Assert.That(_bench.Server.Requests, Has.Count.EqualTo(1));
        }

        Assert.That(_bench.Session.Current, Is.Not.Null, "The exchange has nothing to do with the token of the session.");
    }

    [Test]
    public async Task ShouldNeedTheSecretForTheLoginOnly()
    {
        await using var bench = await KiteBench.StartAsync(options => options.ApiSecret = "");
        bench.Server.Script(ScriptedKite.Answer(200, """{"status":"success","data":[]}"""));

        Assert.That(async () => await bench.Client.CreateSessionAsync(RequestToken), Throws.InvalidOperationException);
        Assert.That(await bench.Client.GetOrdersAsync(), Is.Empty);
    }

    [Test]
    public async Task ShouldLogOut()
    {
        _bench.Server.Script(ScriptedKite.Answer(200, """{"status":"success","data":true}"""));

        await _bench.Client.LogoutAsync();

        Assert.That(_bench.Server.Requests.Single().Line,
            Is.EqualTo($"DELETE /session/token?api_key={KiteBench.ApiKey}&access_token={KiteBench.AccessToken}"));
        Assert.That((_bench.Session.Current, _bench.Session.LoginNeeded), Is.EqualTo(((KiteToken?)null, "Logged out.")));
    }

    [Test]
    public async Task ShouldStayLoggedInWhenTheLogoutFails()
    {
        _bench.Server.Script(ScriptedKite.Error(500, "GeneralException", "a"));

        var error = await KiteBench.FailAsync(() => _bench.Client.LogoutAsync());

        Assert.That((error.Kind, _bench.Server.Requests.Count), Is.EqualTo((KiteErrorKind.Unknown, 1)));
        Assert.That(_bench.Session.Current, Is.Not.Null);
    }
}
