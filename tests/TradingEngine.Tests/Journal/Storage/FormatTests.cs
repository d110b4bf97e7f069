using Microsoft.Extensions.Time.Testing;
using TradingEngine.Journal.Storage;
using TradingEngine.TestKit.Journal;

namespace TradingEngine.Tests.Journal.Storage;

/// <summary>Version 1 of the format, byte for byte: a change here makes journals unreadable.</summary>
/// <remarks>The checksums were computed with xxHash 0.8.1, not with this library.</remarks>
[TestFixture]
public sealed class FormatTests
{
    private const string SegmentHeader =
        "54454A4F55524E4C" + "04030201" + "0100" + "4000" + "00112233445546778899AABBCCDDEEFF"
        + "0100000000000000" + "0000F8B4C848DE08" + "0000000000000000";

    private const string SnapshotHeader =
        "5445534E41505348" + "04030201" + "0100" + "4000" + "00112233445546778899AABBCCDDEEFF"
        + "0200000000000000" + "2A00000000000000" + "0000000000000000";

    private const string FirstRecord = "03000000" + "07" + "000000" + "0100000000000000" + "616263";
    private const string SecondRecord = "00000000" + "FF" + "000000" + "0200000000000000";
    private const string SnapshotBody = "0500000000000000" + "7374617465";

    private readonly MemoryJournalFiles _files = new();

    [OneTimeSetUp]
    public void WriteJournal()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var options = new JournalLogOptions { NewJournalId = StorageTest.JournalId, Clock = time };
        using var log = JournalLog.Open(_files, options, StorageTest.Scan(_files));
        log.Append(7, "abc"u8);
        log.Append(255, []);
        log.WriteSnapshot(2, "state"u8.ToArray(), nowTicks: 42);
    }

    [Test]
    public void ShouldWriteSegmentsAsDocumented() => Assert.That(
        Convert.ToHexString(_files.ReadAll("journal-00000000000000000001.tej")),
        Is.EqualTo(
            SegmentHeader + "EAC3BB04A4F2BA99" + FirstRecord + "46B7E228A770A252" + SecondRecord
            + "4E931AD744CA4B70"));

    [Test]
    public void ShouldWriteSnapshotsAsDocumented() => Assert.That(
        Convert.ToHexString(_files.ReadAll("snapshot-00000000000000000002.tes")),
        Is.EqualTo(SnapshotHeader + "B319CF08A626E91F" + SnapshotBody + "3E2CAB58BB1E0695"));
}
