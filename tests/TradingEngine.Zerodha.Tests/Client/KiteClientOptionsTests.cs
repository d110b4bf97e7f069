using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Session;

namespace TradingEngine.Zerodha.Tests.Client;

/// <summary>What may be set.</summary>
[TestFixture]
public sealed class KiteClientOptionsTests
{
    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("ApiKey", options => options.ApiKey = "");
        yield return Case("ApiKey", options => options.ApiKey = "a b");
        yield return Case("ApiSecret", options => options.ApiSecret = "ä");
        yield return Case("Root", options => options.Root = new Uri("http://api.kite.trade"));
        yield return Case("Root", options => options.Root = new Uri("/relative", UriKind.Relative));
        yield return Case("Root", options => options.Root = new Uri("https://a.b?c=d"));
        yield return Case("Root", options => options.Root = null!);
        yield return Case("SocketRoot", options => options.SocketRoot = new Uri("https://ws.kite.trade"));
        yield return Case("SocketRoot", options => options.SocketRoot = new Uri("ws://ws.kite.trade"));
        yield return Case("LoginPage", options => options.LoginPage = new Uri("ftp://kite.zerodha.com"));
        yield return Case("RoutePrefix", options => options.RoutePrefix = "oms");
        yield return Case("RoutePrefix", options => options.RoutePrefix = "/oms/");
        yield return Case("RoutePrefix", options => options.RoutePrefix = "/oms?");
        yield return Case("Timeout", options => options.Timeout = TimeSpan.Zero);
        yield return Case("Timeout", options => options.Timeout = TimeSpan.FromDays(1));
        yield return Case("InstrumentsTimeout", options => options.InstrumentsTimeout = TimeSpan.Zero);
        yield return Case("ConnectTimeout", options => options.ConnectTimeout = Timeout.InfiniteTimeSpan);
        yield return Case("ConnectionLifetime", options => options.ConnectionLifetime = TimeSpan.Zero);
        yield return Case("ReadRetryDelay", options => options.ReadRetryDelay = TimeSpan.FromHours(1));
        yield return Case("ReadRetryCount", options => options.ReadRetryCount = -1);
        yield return Case("ReadRetryCount", options => options.ReadRetryCount = 11);
        yield return Case("AnswerSizeMax", options => options.AnswerSizeMax = 0);
        yield return Case("TagLengthMax", options => options.TagLengthMax = 0);
        yield return Case("UserAgent", options => options.UserAgent = "a\nb");
        yield return Case("UserAgent", options => options.UserAgent = "");

        static TestCaseData Case(string name, Action<KiteClientOptions> change) => new(name, change);
    }

    [Test]
    public void ShouldBeRightAsTheyAre()
    {
        Assert.That(Make().Validate(), Is.Empty);
        Assert.That(new KiteClientOptions().Validate(), Has.Count.EqualTo(1));
    }

    [TestCase("http://127.0.0.1:5000", "ws://localhost:5000")]
    [TestCase("https://sandbox.kite.trade/", "wss://ws-sandbox.kite.trade")]
    public void ShouldTakeOtherServers(string root, string socketRoot)
    {
        var options = Make();
        options.Root = new Uri(root);
        options.SocketRoot = new Uri(socketRoot);

        Assert.That(options.Validate(), Is.Empty);
    }

    [TestCaseSource(nameof(Wrong))]
    public void ShouldTellWhatIsWrong(string name, Action<KiteClientOptions> change)
    {
        var options = Make();
        change(options);
        using var session = new KiteSession(new KiteSessionOptions(), TimeProvider.System);

        Assert.That(options.Validate(), Has.Count.EqualTo(1));
        Assert.That(options.Validate()[0], Does.StartWith($"{name} "));
        Assert.That(() => new KiteClient(options, session, TimeProvider.System), Throws.ArgumentException.With.Message.StartWith(name));
    }

    private static KiteClientOptions Make() => new() { ApiKey = "key", ApiSecret = "secret" };
}
