using System.Runtime.Versioning;
using TradingEngine.Zerodha.Session;

namespace TradingEngine.Zerodha.Tests.Session;

/// <summary>The file of the access token.</summary>
[TestFixture]
public sealed class KiteTokenFileTests
{
    private static readonly KiteToken Token = new(
        "abc+/=DEF", "AB1234", new DateTimeOffset(2026, 8, 3, 8, 45, 10, TimeSpan.FromHours(5.5)));

    private string _folder = null!;
    private KiteTokenFile _file = null!;

    [SetUp]
    public void Begin()
    {
        _folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"tokens-{Guid.NewGuid():N}");
        _file = new KiteTokenFile(Path.Combine(_folder, "deep", "token.json"));
    }

    [TearDown]
    public void End()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Test]
    public void ShouldReadWhatItWrote()
    {
        _file.Write(new KiteToken("old", "", default));
        _file.Write(Token);

        Assert.That(_file.TryRead(out var token, out var problem), Is.True);
        Assert.That((token, problem), Is.EqualTo((Token, (string?)null)));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(_file.Path)!), Is.EqualTo(new[] { _file.Path }));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    [Platform(Exclude = "Win")]
    public void ShouldBeForItsOwnerOnly()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        File.WriteAllText(_file.Path, "{}");
        File.SetUnixFileMode(_file.Path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        _file.Write(Token);

        Assert.That(File.GetUnixFileMode(_file.Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void ShouldLeaveNothingBehindWhenItCannotWrite()
    {
        Directory.CreateDirectory(_file.Path);

        Assert.That(() => _file.Write(Token), Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(_file.Path)!), Is.Empty);
    }

    [Test]
    public void ShouldNotReadAFolder()
    {
        Directory.CreateDirectory(_file.Path);

        Assert.That(Problem(), Does.StartWith("It cannot be read"));
    }

    [Test]
    public void ShouldSayThatThereIsNone()
    {
        Assert.That(Problem(), Is.EqualTo("There is no such file."));
    }

    [Test]
    public void ShouldTellATornFile()
    {
        _file.Write(Token);
        var whole = File.ReadAllBytes(_file.Path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_file.Path, whole[..length]);

            Assert.That(Problem(), Is.EqualTo(length == 0 ? "It is empty." : "It is torn, or no token file: it is not the JSON of one."));
        }
    }

    [TestCase("{}", "no access_token")]
    [TestCase("null", "no token")]
    [TestCase("[]", "torn, or no token file")]
    [TestCase("hello", "torn, or no token file")]
    [TestCase("{\"access_token\":7}", "torn, or no token file")]
    [TestCase("{\"access_token\":\"\",\"login_time\":\"2026-08-03T08:45:10+05:30\"}", "no access_token")]
    [TestCase("{\"access_token\":\"a b\",\"login_time\":\"2026-08-03T08:45:10+05:30\"}", "no access_token")]
    [TestCase("{\"access_token\":\"\\ud800\",\"login_time\":\"2026-08-03T08:45:10+05:30\"}", "torn, or no token file")]
    [TestCase("{\"access_token\":\"abc\",\"user_id\":\"A B\",\"login_time\":\"2026-08-03T08:45:10+05:30\"}", "user_id")]
    [TestCase("{\"access_token\":\"abc\"}", "login_time")]
    [TestCase("{\"access_token\":\"abc\",\"login_time\":\"yesterday\"}", "login_time")]
    [TestCase("{\"access_token\":\"abc\",\"login_time\":\"2026-08-03T08:45:10+99:00\"}", "login_time")]
    public void ShouldTellAForeignFile(string text, string part)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        File.WriteAllText(_file.Path, text);

        Assert.That(Problem(), Does.Contain(part));
    }

    [TestCase("\uFEFF{\"access_token\":\"abc\",\"login_time\":\"2026-08-03T08:45:10+05:30\"}")]
    [TestCase("{\"access_token\":\"abc\",\"user_id\":null,\"login_time\":\"2026-08-03 08:45:10\",\"more\":[1]}")]
    public void ShouldReadWhatOthersWrote(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        File.WriteAllText(_file.Path, text);

        Assert.That(_file.TryRead(out var token, out _), Is.True);
        Assert.That(token, Is.EqualTo(new KiteToken("abc", "", Token.LoginTime)));
    }

    [Test]
    public void ShouldNotReadWithoutEnd()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        File.WriteAllText(_file.Path, new string(' ', 100_000));

        Assert.That(Problem(), Is.EqualTo("It is too large for a token."));
    }

    private string? Problem()
    {
        Assert.That(_file.TryRead(out var token, out var problem), Is.False);
        Assert.That(token, Is.Null);
        return problem;
    }
}
