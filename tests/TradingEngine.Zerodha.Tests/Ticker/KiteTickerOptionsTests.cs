using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Tests.Ticker;

[TestFixture]
public sealed class KiteTickerOptionsTests
{
    private const string Key = "kite0key0of0tests";

    private static readonly (string Name, Action<KiteTickerOptions> Break)[] Breaks =
    [
        ("ApiKey", options => options.ApiKey = " "),
        ("SocketRoot", options => options.SocketRoot = new Uri("https://ws.kite.trade")),
        ("SocketRoot", options => options.SocketRoot = new Uri("ws", UriKind.Relative)),
        ("ConnectionsMax", options => options.ConnectionsMax = 0),
        ("InstrumentsPerConnectionMax", options => options.InstrumentsPerConnectionMax = 0),
        ("FrameBufferCount", options => options.FrameBufferCount = 1),
        ("FrameBytesMax", options => options.FrameBytesMax = 1_023),
        ("FrameBytesMax", options => options.FrameBytesMax = (64 << 20) + 1),
        ("ConnectTimeout", options => options.ConnectTimeout = TimeSpan.Zero),
        ("LivenessTimeout", options => options.LivenessTimeout = TimeSpan.FromDays(1)),
        ("ReconnectDelayFirst", options => options.ReconnectDelayFirst = TimeSpan.Zero),
        ("ReconnectDelayMax", options => options.ReconnectDelayMax = TimeSpan.FromMilliseconds(10)),
        ("TokenCheckInterval", options => options.TokenCheckInterval = TimeSpan.FromSeconds(-1)),
    ];

    [Test]
    public void ShouldTakeItsDefaultsWithAKey() =>
        Assert.That(() => new KiteTickerSource(new KiteTickerOptions { ApiKey = Key }, () => null), Throws.Nothing);

    [TestCaseSource(nameof(Breaks))]
    public void ShouldSayWhatIsWrongWithoutTheKey((string Name, Action<KiteTickerOptions> Break) test)
    {
        var options = new KiteTickerOptions { ApiKey = Key };
        test.Break(options);

        Assert.That(
            () => new KiteTickerSource(options, () => null),
            Throws.ArgumentException.With.Message.Contains(test.Name).And.Message.Not.Contains(Key));
    }

    [Test]
    public void ShouldShowNoSecret()
    {
        var options = new KiteTickerOptions { ApiKey = Key };

        Assert.That(options.ToString(), Does.Not.Contain(Key));
        Assert.That(new KiteAccess(options, () => "token").ToString(), Does.Not.Contain(Key));
    }
}
