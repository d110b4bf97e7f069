using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Tests.Ticker;

[TestFixture]
public sealed class KiteAccessTests
{
    private const string Key = "the/key";
    private string? _token = "the+token";

    [SetUp]
    public void ResetToken() => _token = "the+token";

    [TestCase("wss://ws.kite.trade", "", "wss://ws.kite.trade/?api_key=the%2Fkey&access_token=a%26b")]
    [TestCase(
        "ws://127.0.0.1:5000/ws",
        "&user_id=AB",
        "ws://127.0.0.1:5000/ws?api_key=the%2Fkey&access_token=a%26b&user_id=AB")]
    [TestCase("ws://host/?v=1", "?a=b", "ws://host/?v=1&api_key=the%2Fkey&access_token=a%26b&a=b")]
    public void ShouldMakeTheAddress(string root, string query, string address) =>
        Assert.That(Make(root, query).MakeAddress("a&b").AbsoluteUri, Is.EqualTo(address));

    [Test]
    public void ShouldNameTheServerOnly() =>
        Assert.That(Make("wss://user:word@ws.kite.trade:444/x?y=z").Server, Is.EqualTo("ws.kite.trade:444"));

    [Test]
    public void ShouldTakeSecretsOutOfTexts()
    {
        var access = Make();
        access.FindToken();
        access.Refuse("the+token");
        _token = "another";
        access.FindToken();

        Assert.That(
            access.Redact("k=the/key&t=THE+TOKEN,\r\nthe%2Btoken another the%2fkey"),
            Is.EqualTo("k=***&t=***, *** *** ***"));
        Assert.That(
            access.Describe(new InvalidOperationException("x", new IOException("no the/key"))),
            Is.EqualTo("IOException: no ***"));
    }

    [Test]
    public void ShouldShortenTexts() =>
        Assert.That(Make().Redact(new string('x', 5_000)), Has.Length.EqualTo(301).And.EndsWith("…"));

    [Test]
    public void ShouldGiveARefusedTokenToNobody()
    {
        var access = Make();

        Assert.That(access.FindToken(), Is.EqualTo("the+token"));
        access.Refuse("the+token");
        Assert.That(access.FindToken(), Is.Null);
        Assert.That(access.ShouldTellMissing(out var reason), Is.True);
        Assert.That(reason, Does.Contain("403"));
        Assert.That(access.ShouldTellMissing(out _), Is.False);
        _token = "another";
        Assert.That(access.FindToken(), Is.EqualTo("another"));
        _token = null;
        Assert.That(access.FindToken(), Is.Null);
        Assert.That(access.ShouldTellMissing(out _), Is.True);
    }

    private KiteAccess Make(string root = "wss://ws.kite.trade", string query = "") => new(
        new KiteTickerOptions { ApiKey = Key, SocketRoot = new Uri(root), SocketQuery = query }, () => _token);
}
