using System.Diagnostics;
using System.Net.Sockets;
using TradingEngine.Journal.Storage;

namespace TradingEngine.Tests.Journal.Storage;

[TestFixture]
public sealed class DirectoryFilesTests
{
    private TemporaryDirectory _directory = null!;
    private DirectoryFiles _files = null!;

    [SetUp]
    public void CreateDirectory()
    {
        _directory = new TemporaryDirectory();
        _files = new DirectoryFiles(_directory.Path);
    }

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [Test]
    public void ShouldRefuseWhereTheLockFileIsHeldOpen()
    {
        var path = Path.Combine(_directory.Path, "lock");
        File.WriteAllText(path + ".pid", "4711");
        using var held = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        var refusal = Assert.Throws<JournalLockedException>(() => _files.Lock());

        Assert.That(refusal.ProcessId, Is.EqualTo(4711));
    }

    [Test]
    [Platform("Linux")]
    public void ShouldRefuseWhereAnotherProcessHoldsTheLock()
    {
        var start = new ProcessStartInfo("flock")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { Path.Combine(_directory.Path, "lock"), "sh", "-c", "echo held; read line" },
        };
        using var other = Process.Start(start)!;
        Assert.That(other.StandardOutput.ReadLine(), Is.EqualTo("held"));

        var refusal = Assert.Throws<JournalLockedException>(() => _files.Lock());
        other.StandardInput.WriteLine();
        other.WaitForExit();

        Assert.That(refusal.Message, Does.Contain("in use by another process"));
        Assert.That(() => _files.Lock().Dispose(), Throws.Nothing);
    }

    [Test]
    public void ShouldTakeALockFileThatAKilledProcessLeft()
    {
        File.WriteAllText(Path.Combine(_directory.Path, "lock"), "");
        File.WriteAllText(Path.Combine(_directory.Path, "lock.pid"), "4711");

        using var held = _files.Lock();

        Assert.That(
            File.ReadAllText(Path.Combine(_directory.Path, "lock.pid")), Is.EqualTo($"{Environment.ProcessId}"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "A socket is no file there.")]
    public void ShouldNotCallALockFileHeldThatCannotBeOpened()
    {
        // A socket in its place is there and cannot be opened, as a file on a read-only disk.
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(_directory.Path, "lock")));

        Assert.That(
            _files.Lock,
            Throws.InstanceOf<IOException>().And.Not.InstanceOf<JournalLockedException>()
                .And.Message.Contains($"cannot be kept in {_directory.Path}"));
    }

    [Test]
    public void ShouldSayWhatToDoWhereThereCanBeNoDirectory()
    {
        var file = Path.Combine(_directory.Path, "file");
        File.WriteAllText(file, "");

        foreach (var path in new[] { file, Path.Combine(file, "journal") })
        {
            Assert.That(
                () => new DirectoryFiles(path),
                Throws.InstanceOf<IOException>().With.Message.Contains($"cannot be kept in {path}").And.Message
                    .Contains("name another one"));
        }
    }

    [Test]
    public void ShouldNotTakeTheLockForPartOfTheJournal()
    {
        using var held = _files.Lock();

        Assert.That(StorageTest.Scan(_files).IsEmpty, Is.True);
    }

    [Test]
    public void ShouldSayWhichDirectoryCannotBeSynced()
    {
        Directory.Delete(_directory.Path);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                Assert.That(
                    _files.SyncDirectory, Throws.InstanceOf<IOException>().With.Message.Contains(_directory.Path));
            }
        }
        finally
        {
            Directory.CreateDirectory(_directory.Path);
        }
    }
}
