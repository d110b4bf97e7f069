using TradingEngine.Journal;
using TradingEngine.Portfolio;
using TradingEngine.TestKit.Journal;

namespace TradingEngine.Tests.Journal;

/// <summary>The journal of an engine, without the engine.</summary>
[TestFixture]
public sealed class OrderJournalTests
{
    [Test]
    public void ShouldRollWhereNothingWasRecordedSinceTheLastSnapshot()
    {
        var files = new MemoryJournalFiles("memory");
        for (var day = 0; day < 2; day++)
        {
            var journal = Make(files);
            journal.Open();
            journal.Roll();
            journal.Roll();
            journal.RecordMode(TradingEngine.Model.TradingMode.Halted, ticks: day);
            journal.Roll();
            journal.Roll();
            Assert.That(journal.Failure, Is.Null);
            journal.Close();
        }

        Assert.That(Make(files).Open().Scan.SnapshotSequence, Is.EqualTo(2));
    }

    private static OrderJournal Make(MemoryJournalFiles files) => new(
        () => files, new JournalOptions { Directory = "memory" }, new PositionLedger(), 100, TimeProvider.System);
}
