using TradingEngine.Journal;
using TradingEngine.Model;
using TradingEngine.Orders;
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

    [TestCase(null)]
    [TestCase("""{"Product":"CNC"}""")]
    public void ShouldRememberHowAnOpenOrderIsPlaced(string? terms)
    {
        var files = new MemoryJournalFiles("memory");
        var journal = Make(files);
        journal.Open();
        var signal = TradingEngine.TestKit.Make.Signal("one");
        var order = new Order
        {
            Id = OrderIdentity.OrderIdOf(signal.SignalId, "live"),
            Signal = signal,
            Side = Side.Buy,
            Quantity = signal.Quantity,
            Timestamp = signal.Timestamp,
            Terms = terms,
        };
        journal.RecordIntent(order, "live", OrderDurability.BeforeSend);
        journal.Roll();
        journal.Close();

        var open = Make(files).Open().State.Open.Values.Single().Read();
        Assert.That((open.Order.Terms, open.Order.Id), Is.EqualTo((terms, order.Id)));
    }

    private static OrderJournal Make(MemoryJournalFiles files) => new(
        () => files, new JournalOptions { Directory = "memory" }, new PositionLedger(), 100, TimeProvider.System);
}
