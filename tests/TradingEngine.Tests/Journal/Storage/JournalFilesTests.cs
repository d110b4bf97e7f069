using TradingEngine.Journal.Storage;
using TradingEngine.TestKit.Journal;

namespace TradingEngine.Tests.Journal.Storage;

/// <summary>What the journal relies on, of a real directory and of the one in memory that stands in for it.</summary>
[TestFixture(true)]
[TestFixture(false)]
public sealed class JournalFilesTests(bool isReal)
{
    private TemporaryDirectory _directory = null!;
    private IJournalFiles _files = null!;

    [SetUp]
    public void CreateDirectory()
    {
        _directory = new TemporaryDirectory();
        _files = isReal
            ? new DirectoryFiles(Path.Combine(_directory.Path, "new", "journal"))
            : new MemoryJournalFiles("new/journal");
    }

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [Test]
    public void ShouldWriteAtTheEnd()
    {
        using (var file = _files.Create("a"))
        {
            file.Write("abc"u8);
            file.Sync();
        }

        using (var file = _files.OpenForAppend("a"))
        {
            Assert.That(file.Length, Is.EqualTo(3));
            file.Write("de"u8);
            Assert.That(file.Length, Is.EqualTo(5));
        }

        Assert.That(Read("a"), Is.EqualTo("abcde"));
    }

    [Test]
    public void ShouldReadWhatIsBeingWritten()
    {
        using var file = _files.Create("a");
        file.Write("abc"u8);

        Assert.That(Read("a"), Is.EqualTo("abc"));
    }

    [Test]
    public void ShouldCutAFile()
    {
        using var file = _files.Create("a");
        file.Write("abcdef"u8);
        file.Truncate(2);
        file.Sync();
        file.Write("x"u8);

        Assert.That(Read("a"), Is.EqualTo("abx"));
    }

    [Test]
    public void ShouldNotCreateAFileTwice()
    {
        _files.Create("a").Dispose();

        Assert.That(() => _files.Create("a"), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void ShouldReplaceOnRename()
    {
        Write("a", "new");
        Write("b", "old");
        _files.Rename("a", "b");
        _files.SyncDirectory();

        Assert.That(Read("b"), Is.EqualTo("new"));
        Assert.That(_files.List(), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public void ShouldKeepWritingToAFileThatIsRenamed()
    {
        using var file = _files.Create("a");
        _files.Rename("a", "b");
        file.Write("abc"u8);

        Assert.That(Read("b"), Is.EqualTo("abc"));
    }

    [Test]
    public void ShouldDelete()
    {
        Write("a", "x");
        _files.Delete("a");
        _files.Delete("a");
        _files.SyncDirectory();

        Assert.That(_files.List(), Is.Empty);
    }

    [Test]
    public void ShouldRefuseASecondEngineInTheSameProcess()
    {
        using (_files.Lock())
        {
            var refusal = Assert.Throws<JournalLockedException>(() => _files.Lock());

            Assert.That(refusal.ProcessId, Is.EqualTo(Environment.ProcessId));
            Assert.That(refusal.Message, Does.Contain(_files.Name).And.Contain($"process {Environment.ProcessId}"));
            Assert.That(refusal.Message, Does.Contain("Stop that engine first"));
        }

        Assert.That(() => _files.Lock().Dispose(), Throws.Nothing);
    }

    private void Write(string name, string text)
    {
        using var file = _files.Create(name);
        file.Write(System.Text.Encoding.ASCII.GetBytes(text));
    }

    private string Read(string name)
    {
        using var reader = new StreamReader(_files.OpenRead(name));
        return reader.ReadToEnd();
    }
}
