using TradingEngine.TestKit.Journal;

namespace TradingEngine.Tests.Journal.Storage;

/// <summary>The double loses what a real disk may lose, and nothing else.</summary>
[TestFixture]
public sealed class MemoryJournalFilesTests
{
    private const int SeedCount = 200;

    [Test]
    public void ShouldKeepEverythingWhenTheProcessCrashes()
    {
        var files = new MemoryJournalFiles();
        files.Create("a").Write("abc"u8);
        files.CrashProcess();

        Assert.That(files.ReadAll("a"), Is.EqualTo("abc"u8.ToArray()));
    }

    [Test]
    public void ShouldKeepWhatIsSyncedWhenTheMachineCrashes()
    {
        var lengths = Crash(files =>
        {
            var file = files.Create("a");
            files.SyncDirectory();
            file.Write("abc"u8);
            file.Sync();
            file.Write("defg"u8);
        });

        Assert.That(lengths, Has.All.StartsWith("abc"));
        Assert.That(lengths, Has.Some.EqualTo("abc").And.Some.EqualTo("abcdefg").And.Some.EqualTo("abcd"));
        Assert.That(lengths, Has.Some.Matches<string?>(text => text?.Length == 7 && text[6] != 'g'));
        Assert.That(lengths, Has.Some.EqualTo("abc\0\0\0\0"));
    }

    [Test]
    public void ShouldLoseACreationThatIsNotSynced()
    {
        var texts = Crash(files =>
        {
            var file = files.Create("a");
            file.Write("abc"u8);
            file.Sync();
        });

        Assert.That(texts.Distinct(), Is.EquivalentTo(new[] { "abc", "gone" }));
    }

    [Test]
    public void ShouldLoseARenameThatIsNotSynced()
    {
        var texts = Crash(files =>
        {
            files.Put("a", "old"u8);
            files.Put("b", "new"u8);
            files.Rename("b", "a");
        });

        Assert.That(texts.Distinct(), Is.EquivalentTo(new[] { "old", "new" }));
    }

    [Test]
    public void ShouldLoseACutThatIsNotSynced()
    {
        var texts = Crash(files =>
        {
            files.Put("a", "abcdef"u8);
            files.OpenForAppend("a").Truncate(2);
        });

        Assert.That(texts.Distinct(), Is.EquivalentTo(new[] { "ab", "abcdef" }));
    }

    [Test]
    public void ShouldNotSyncWhatAFailedSyncLost()
    {
        var texts = Crash(files =>
        {
            files.Put("a", "abc"u8);
            var file = files.OpenForAppend("a");
            file.Write("def"u8);
            files.FailAt(1, new IOException("no"));
            Assert.That(file.Sync, Throws.InstanceOf<IOException>());
            file.Sync();
        });

        Assert.That(texts, Has.Some.EqualTo("abc"));
    }

    [Test]
    public void ShouldDoNothingAfterACrashUntilItIsOver()
    {
        var files = new MemoryJournalFiles();
        var file = files.Create("a");
        files.CrashAt(2);
        file.Write("ab"u8);

        Assert.That(() => file.Write("cd"u8), Throws.InstanceOf<SimulatedCrashException>());
        Assert.That(() => file.Write("ef"u8), Throws.InstanceOf<SimulatedCrashException>());
        Assert.That(() => files.List(), Throws.InstanceOf<SimulatedCrashException>());
        files.CrashProcess();
        Assert.That(() => file.Write("gh"u8), Throws.InstanceOf<SimulatedCrashException>(), "the old process's file");
        Assert.That(files.ReadAll("a"), Is.EqualTo("abc"u8.ToArray()), "half of the write that crashed");
    }

    [Test]
    public void ShouldFailOnceAndLeaveHalfAWrite()
    {
        var files = new MemoryJournalFiles();
        var file = files.Create("a");
        files.FailAt(1, new IOException("full"));

        Assert.That(() => file.Write("abcd"u8), Throws.InstanceOf<IOException>().With.Message.EqualTo("full"));
        file.Write("e"u8);
        Assert.That(files.ReadAll("a"), Is.EqualTo("abe"u8.ToArray()));
    }

    [Test]
    public void ShouldReleaseTheLockWhenTheProcessCrashes()
    {
        var files = new MemoryJournalFiles();
        var old = files.Lock();
        files.CrashProcess();
        using var held = files.Lock();
        old.Dispose();

        Assert.That(files.Lock, Throws.InstanceOf<TradingEngine.Journal.Storage.JournalLockedException>());
    }

    [Test]
    public void ShouldCrashTheSameWayForTheSameSeed()
    {
        var first = Crash(Fill);

        Assert.That(Crash(Fill), Is.EqualTo(first));

        static void Fill(MemoryJournalFiles files)
        {
            files.Create("a").Write(new byte[100]);
            files.SyncDirectory();
        }
    }

    private static List<string> Crash(Action<MemoryJournalFiles> act)
    {
        var texts = new List<string>();
        for (var seed = 0; seed < SeedCount; seed++)
        {
            var files = new MemoryJournalFiles();
            act(files);
            files.CrashMachine(new Random(seed));
            texts.Add(files.List().Contains("a") ? System.Text.Encoding.Latin1.GetString(files.ReadAll("a")) : "gone");
        }

        return texts;
    }
}
