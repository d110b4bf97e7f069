using Microsoft.Extensions.Time.Testing;
using TradingEngine.Zerodha.Session;

namespace TradingEngine.Zerodha.Tests.Session;

/// <summary>The access token as a state.</summary>
[TestFixture]
public sealed class KiteSessionTests
{
    private static readonly TimeSpan India = TimeSpan.FromHours(5.5);

    private FakeTimeProvider _clock = null!;
    private KiteSession _session = null!;
    private string _path = null!;
    private int _changeCount;

    [SetUp]
    public void Begin()
    {
        _clock = new FakeTimeProvider(new DateTimeOffset(2026, 8, 3, 8, 45, 0, India));
        _path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"token-{Guid.NewGuid():N}.json");
        _session = Make(new KiteSessionOptions { TokenFile = _path, UserId = "AB1234" });
    }

    [TearDown]
    public void End()
    {
        _session.Dispose();
        File.Delete(_path);
    }

    [Test]
    public void ShouldBeginWithoutAToken()
    {
        Assert.That((_session.Current, _session.LoginNeeded, _session.Expiry),
            Is.EqualTo(((KiteToken?)null, "Nobody has logged in yet.", (DateTimeOffset?)null)));
    }

    [TestCase("2026-08-03T08:45:00+05:30", "2026-08-04T06:00:00+05:30")]
    [TestCase("2026-08-03T06:00:00+05:30", "2026-08-04T06:00:00+05:30")]
    [TestCase("2026-08-03T05:59:59+05:30", "2026-08-03T06:00:00+05:30")]
    [TestCase("2026-08-03T00:29:59+00:00", "2026-08-03T06:00:00+05:30")]
    [TestCase("2026-08-02T19:00:00+00:00", "2026-08-03T06:00:00+05:30")]
    [TestCase("2099-01-01T00:00:00+05:30", "2026-08-04T06:00:00+05:30")]
    public void ShouldEndAtTheNextSixOClockInIndia(string login, string expiry)
    {
        var end = DateTimeOffset.Parse(expiry);
        if (end < _clock.GetUtcNow())
        {
            _session.Dispose();
            _clock = new FakeTimeProvider(end.AddHours(-12));
            _session = Make(new KiteSessionOptions());
            _clock.Advance(end.AddSeconds(-1) - _clock.GetUtcNow());
        }

        _session.Set(new KiteToken("token", "AB1234", DateTimeOffset.Parse(login)));
        Assert.That((_session.Current?.AccessToken, _session.Expiry), Is.EqualTo(("token", (DateTimeOffset?)end)));

        _clock.Advance(end - _clock.GetUtcNow() - TimeSpan.FromTicks(1));
        Assert.That((_session.Current?.AccessToken, _session.LoginNeeded, _changeCount), Is.EqualTo(("token", (string?)null, 1)));

        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.That((_session.Current, _session.Expiry), Is.EqualTo(((KiteToken?)null, (DateTimeOffset?)null)));
        Assert.That(_session.LoginNeeded, Is.EqualTo($"The access token ended at {end:yyyy-MM-dd HH:mm:ss} IST."));
    }

    [Test]
    public void ShouldSayWhenTheTokenEnds()
    {
        _session.Set("token");

        _clock.Advance(TimeSpan.FromDays(1));
        Assert.That(_changeCount, Is.EqualTo(2));

        _session.Set("another");
        Assert.That((_session.LoginNeeded, _changeCount), Is.EqualTo(((string?)null, 3)));
        _clock.Advance(TimeSpan.FromDays(3));
        Assert.That(_changeCount, Is.EqualTo(4));
    }

    [Test]
    public void ShouldEndWhenTheOptionsSay()
    {
        using var session = Make(new KiteSessionOptions { TokenExpiry = new TimeOnly(23, 30) });

        session.Set("token");

        Assert.That(session.Expiry, Is.EqualTo(new DateTimeOffset(2026, 8, 3, 23, 30, 0, India)));
    }

    [Test]
    public void ShouldEndOnlyTheTokenThatWasRefused()
    {
        _session.Set("new");

        _session.Invalidate("old", "Refused.");
        Assert.That((_session.Current?.AccessToken, _changeCount), Is.EqualTo(("new", 1)));

        _session.Invalidate("new", "Kite\nrefused new.");
        Assert.That((_session.Current, _session.LoginNeeded, _changeCount),
            Is.EqualTo(((KiteToken?)null, "Kite refused ***.", 2)));

        _session.Invalidate("new", "Again.");
        Assert.That((_session.LoginNeeded, _changeCount), Is.EqualTo(("Kite refused ***.", 2)));
    }

    [Test]
    public void ShouldTakeNoTokenOfAnotherUser()
    {
        _session.Set(new KiteToken("mine", "ab1234", _clock.GetUtcNow()));

        Assert.That(() => _session.Set(new KiteToken("theirs", "ZZ9999", _clock.GetUtcNow())),
            Throws.ArgumentException.With.Message.Contain("ZZ9999"));
        Assert.That((_session.Current?.AccessToken, _changeCount), Is.EqualTo(("mine", 1)));
    }

    [Test]
    public void ShouldLeaveNoValidTokenWhenAnEndedOneIsSet()
    {
        _session.Set(new KiteToken("old", "AB1234", _clock.GetUtcNow().AddDays(-2)));

        Assert.That((_session.Current, _session.LoginNeeded),
            Is.EqualTo(((KiteToken?)null, "The access token ended at 2026-08-02 06:00:00 IST.")));
    }

    [Test]
    public void ShouldRefreshFromTheFile()
    {
        Assert.That(_session.TryRefresh(), Is.False);
        Assert.That(_session.LoginNeeded, Does.Contain(_path).And.EndsWith("There is no such file."));
        Assert.That(_changeCount, Is.EqualTo(1));
        Assert.That(_session.TryRefresh(), Is.False);
        Assert.That(_changeCount, Is.EqualTo(1));

        Write("first", _clock.GetUtcNow());
        Assert.That(_session.TryRefresh(), Is.True);
        Assert.That((_session.Current!.AccessToken, _changeCount), Is.EqualTo(("first", 2)));
        Assert.That(_session.TryRefresh(), Is.False);

        _session.Invalidate("first", "Logged in elsewhere.");
        Assert.That(_session.TryRefresh(), Is.False);
        Assert.That(_session.LoginNeeded, Does.EndWith("is the one that was refused."));

        _clock.Advance(TimeSpan.FromMinutes(1));
        Write("second", _clock.GetUtcNow());
        Assert.That(_session.TryRefresh(), Is.True);
        Assert.That((_session.Current!.AccessToken, _session.LoginNeeded), Is.EqualTo(("second", (string?)null)));
    }

    [Test]
    public void ShouldKeepALaterTokenThanTheFiles()
    {
        Write("file", _clock.GetUtcNow().AddMinutes(-10));
        _session.Set("later");

        Assert.That(_session.TryRefresh(), Is.False);
        Assert.That(_session.Current!.AccessToken, Is.EqualTo("later"));
    }

    [Test]
    public void ShouldKeepAValidTokenWhenTheFileIsWrong()
    {
        _session.Set("token");
        File.WriteAllText(_path, "{");

        Assert.That(_session.TryRefresh(), Is.False);
        Assert.That((_session.Current!.AccessToken, _session.LoginNeeded, _changeCount), Is.EqualTo(("token", (string?)null, 1)));
    }

    [Test]
    public void ShouldSayWhatIsWrongWithTheToken()
    {
        Write("old", _clock.GetUtcNow().AddDays(-3));
        Assert.That(_session.TryRefresh(), Is.False);
        Assert.That(_session.LoginNeeded, Does.EndWith("The access token ended at 2026-08-01 06:00:00 IST."));

        new KiteTokenFile(_path).Write(new KiteToken("theirs", "ZZ9999", _clock.GetUtcNow()));
        Assert.That(_session.TryRefresh(), Is.False);
        Assert.That(_session.LoginNeeded, Does.EndWith("belongs to ZZ9999 and not to AB1234."));
    }

    [Test]
    public void ShouldDoWithoutAFile()
    {
        using var session = Make(new KiteSessionOptions());

        Assert.That(session.TryRefresh(), Is.False);
        Assert.That(session.LoginNeeded, Is.EqualTo("Nobody has logged in yet."));
    }

    [Test]
    public void ShouldSurviveListenersThatFail()
    {
        _session.Changed += () => throw new InvalidOperationException("A listener failed.");
        var heard = 0;
        _session.Changed += () => heard++;

        _session.Set("token");
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.That((heard, _session.Current), Is.EqualTo((2, (KiteToken?)null)));
    }

    [Test]
    public void ShouldLetListenersReadTheState()
    {
        var seen = new List<string?>();
        _session.Changed += () => seen.Add(_session.LoginNeeded ?? _session.Current!.AccessToken);

        _session.Set("token");
        _session.Invalidate("token", "Refused.");

        Assert.That(seen, Is.EqualTo(new[] { "token", "Refused." }));
    }

    [Test]
    public void ShouldBeQuietAfterItsEnd()
    {
        _session.Set("token");
        _session.Dispose();
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.That((_session.Current, _changeCount), Is.EqualTo(((KiteToken?)null, 1)));
    }

    [Test]
    public void ShouldStayWholeWithManyThreads()
    {
        var wrong = 0;
        var threads = Enumerable.Range(0, 4).Select(index => new Thread(() =>
        {
            for (var i = 0; i < 2_000; i++)
            {
                var name = $"token-{index}-{i}";
                _session.Set(name);
                _session.Invalidate(name, "Refused.");
                Interlocked.Add(ref wrong, _session.Current?.AccessToken == name ? 1 : 0);
            }
        })).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.That((wrong, _session.Current, _session.LoginNeeded), Is.EqualTo((0, (KiteToken?)null, "Refused.")));
    }

    [TestCase("")]
    [TestCase("with space")]
    [TestCase("with\nline")]
    [TestCase("ümlaut")]
    public void ShouldRefuseWhatIsNoToken(string text)
    {
        Assert.That(() => _session.Set(text), Throws.ArgumentException.With.Message.Not.Contain("with\n"));
    }

    [Test]
    public void ShouldValidateItsOptions()
    {
        Assert.That(() => Make(new KiteSessionOptions { UserId = "A B", TokenFile = "a\0b" }),
            Throws.ArgumentException.With.Message.Contain("UserId").And.Message.Contain("TokenFile"));
    }

    private KiteSession Make(KiteSessionOptions options)
    {
        var session = new KiteSession(options, _clock);
        session.Changed += () => Interlocked.Increment(ref _changeCount);
        _changeCount = 0;
        return session;
    }

    private void Write(string token, DateTimeOffset login) => new KiteTokenFile(_path).Write(new KiteToken(token, "AB1234", login));
}
