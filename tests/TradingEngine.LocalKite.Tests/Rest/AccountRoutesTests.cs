using System.Security.Cryptography;
using System.Text;

namespace TradingEngine.LocalKite.Tests.Rest;

public sealed class AccountRoutesTests
{
    private KiteClient _kite = null!;

    [SetUp]
    public async Task Start() => _kite = await KiteClient.StartAsync();

    [TearDown]
    public async Task Stop() => await _kite.DisposeAsync();

    [Test]
    public async Task ShouldExchangeARequestTokenOnce()
    {
        var request = _kite.Server.CreateRequestToken();

        using var first = await ExchangeAsync("local-key", request, "local-secret");
        var session = await KiteClient.DataAsync(first);
        var second = await ExchangeAsync("local-key", request, "local-secret");

        await KiteClient.ShouldFailAsync(second, 403, "TokenException", "invalid or has expired");
        _kite.Authorize("local-key", session.GetProperty("access_token").GetString()!);
        var profile = await _kite.GetAsync("/user/profile");
        Assert.That(session.GetProperty("user_id").GetString(), Is.EqualTo("LK0001"));
        Assert.That(session.GetProperty("login_time").GetString(), Is.EqualTo("2026-01-05 10:00:00"));
        Assert.That(profile.GetProperty("user_id").GetString(), Is.EqualTo("LK0001"));
    }

    [TestCase("local-key", "wrong-secret")]
    [TestCase("wrong-key", "local-secret")]
    public async Task ShouldRefuseAWrongChecksumOrKey(string key, string secret)
    {
        var request = _kite.Server.CreateRequestToken();

        await KiteClient.ShouldFailAsync(await ExchangeAsync(key, request, secret), 403, "TokenException");

        using var right = await ExchangeAsync("local-key", request, "local-secret");
        await KiteClient.DataAsync(right);
    }

    [Test]
    public async Task ShouldEndASession()
    {
        var path = $"/session/token?api_key=local-key&access_token={_kite.Token}";

        using var response = await _kite.Http.DeleteAsync(path);

        Assert.That((await KiteClient.DataAsync(response)).GetBoolean(), Is.True);
        await KiteClient.ShouldFailAsync(await _kite.Http.GetAsync("/orders"), 403, "TokenException");
    }

    [TestCase("local-key", "wrong")]
    [TestCase("wrong", null)]
    [TestCase("", null)]
    public async Task ShouldRefuseAWrongAuthorization(string key, string? token)
    {
        _kite.Authorize(key, token ?? _kite.Token);

        await KiteClient.ShouldFailAsync(await _kite.Http.GetAsync("/orders"), 403, "TokenException");
    }

    [TestCase("Bearer x")]
    [TestCase("token nocolon")]
    [TestCase("token ")]
    [TestCase(null)]
    public async Task ShouldRefuseAMalformedAuthorization(string? header)
    {
        _kite.Http.DefaultRequestHeaders.Remove("Authorization");
        if (header is not null)
        {
            _kite.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        }

        await KiteClient.ShouldFailAsync(await _kite.Http.GetAsync("/orders"), 403, "TokenException");
    }

    [TestCase(null)]
    [TestCase("2")]
    public async Task ShouldWantTheVersion(string? version)
    {
        _kite.Http.DefaultRequestHeaders.Remove("X-Kite-Version");
        if (version is not null)
        {
            _kite.Http.DefaultRequestHeaders.Add("X-Kite-Version", version);
        }

        await KiteClient.ShouldFailAsync(await _kite.Http.GetAsync("/orders"), 400, "InputException", "X-Kite-Version");
    }

    [Test]
    public async Task ShouldEndATokenAtSixOfTheNextDay()
    {
        _kite.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 6, 0, 29, 59, TimeSpan.Zero));
        await _kite.GetAsync("/orders");

        _kite.Clock.Advance(TimeSpan.FromSeconds(1));

        await KiteClient.ShouldFailAsync(await _kite.Http.GetAsync("/orders"), 403, "TokenException");
        _kite.Authorize("local-key", _kite.Server.CreateAccessToken());
        await _kite.GetAsync("/orders");
    }

    [Test]
    public async Task ShouldExpireTokensOnDemand()
    {
        _kite.Server.ExpireTokens();

        await KiteClient.ShouldFailAsync(await _kite.PlaceAsync(), 403, "TokenException");
        Assert.That(_kite.Exchange.Orders, Is.Empty);
    }

    [Test]
    public async Task ShouldTakeTradesAndOpenBuysFromTheMargin()
    {
        await _kite.PlaceIdAsync(("price", "101"));
        await _kite.PlaceIdAsync();

        var all = await _kite.GetAsync("/user/margins");
        var equity = await _kite.GetAsync("/user/margins/equity");

        Assert.That(all.GetProperty("equity").ToString(), Is.EqualTo(equity.ToString()));
        Assert.That(equity.GetProperty("net").GetDecimal(), Is.EqualTo(100_000_000 - 1000 - 990));
        Assert.That(equity.GetProperty("available").GetProperty("cash").GetDecimal(), Is.EqualTo(100_000_000));
        Assert.That(equity.GetProperty("utilised").GetProperty("debits").GetDecimal(), Is.EqualTo(1990));
    }

    [Test]
    public async Task ShouldAddTradesUpToPositions()
    {
        await _kite.PlaceIdAsync(("price", "101"));
        _kite.Exchange.SetPrice(KiteClient.Sbin, 102);
        await _kite.PlaceIdAsync(("transaction_type", "SELL"), ("price", "101"), ("quantity", "4"), ("tag", "t2"));
        _kite.Exchange.AddForeignOrder(token: 1002);

        var positions = await _kite.GetAsync("/portfolio/positions");
        var first = positions.GetProperty("net")[0];

        Assert.Multiple(() =>
        {
            Assert.That(positions.GetProperty("net").GetArrayLength(), Is.EqualTo(2));
            Assert.That(positions.GetProperty("day").ToString(), Is.EqualTo(positions.GetProperty("net").ToString()));
            Assert.That(first.GetProperty("quantity").GetInt64(), Is.EqualTo(6));
            Assert.That(first.GetProperty("average_price").GetDecimal(), Is.EqualTo(100));
            Assert.That(first.GetProperty("sell_value").GetDecimal(), Is.EqualTo(408));
            Assert.That(first.GetProperty("pnl").GetDecimal(), Is.EqualTo(-1000 + 408 + (6 * 102)));
        });
    }

    [Test]
    public async Task ShouldHoldNothing() =>
        Assert.That((await _kite.GetAsync("/portfolio/holdings")).GetArrayLength(), Is.Zero);

    private Task<HttpResponseMessage> ExchangeAsync(string key, string request, string secret)
    {
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key + request + secret)));
        return _kite.Http.PostAsync("/session/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["api_key"] = key,
            ["request_token"] = request,
            ["checksum"] = checksum,
        }));
    }
}
