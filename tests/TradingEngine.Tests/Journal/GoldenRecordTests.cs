using TradingEngine.Journal;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Portfolio;
using TradingEngine.Risk;
using TradingEngine.TestKit.Journal;
using TradingEngine.Tests.Journal.Storage;

namespace TradingEngine.Tests.Journal;

/// <summary>
/// The bytes of one record of each type and of a snapshot. They are on disks: where this fails, the format has changed,
/// and journals that were written before can no longer be read. The README of the journal's folder explains them.
/// </summary>
[TestFixture]
public sealed class GoldenRecordTests
{
    private const string SignalHex =
        "08006D6F6D656E74756D09E9030000000000020A0000000000000000D4B59B5FC0DE084A010180F31051020000000400"
        + "6C69766507005AC3BC72696368FFFF";

    private const string IntentHex =
        "57A700D387EE75F4FA0E6FBE030000000300732D3104006C697665020A0000000000000001402F585402000000803D1D"
        + "9B5FC0DE08806A4E9C5FC0DE084A01"
        + SignalHex;

    private const string EventHex =
        "57A700D387EE75F4FA0E6FBE030000000300732D3104006C69766502010400000000000000014E45C854020000000429"
        + "000000000000000000000000040008006D6F6D656E74756D09E90300000000000001E79C5FC0DE084A010300622D3100"
        + "001EA1F006F4728E41A418CAA33593832D04006C69766501"
        + SignalHex;

    private const string DayHex = "08006D6F6D656E74756DB9490B007D000000000000000000000000000180";

    private const string SnapshotHex =
        "01020000000000000001010000000000000001000000"
        + DayHex
        + "0100000004006C69766508006D6F6D656E74756D09E9030000000000FCFF"
        + "FFFFFFFFFFFF381521530900000000000000000008800000000000000000000000000000080004290000000000000000"
        + "000000000400F8E8DE4C09000000000000000000080001000000000000000104006C697665020000001BF88612FC940A"
        + "6C23C8B049CFAEE78300EC897A6F3476F8E6DAF4096FAE7555FEFF01000000017E000000"
        + IntentHex
        + "03040000000000000038152153090000000000000000000800042900000000000000000000000004000300622D310000"
        + "00000100000000000000";

    private static readonly TradingSignal Signal = new()
    {
        SignalId = "s-1",
        StrategyId = "momentum",
        InstrumentToken = 256_265,
        Type = SignalType.Sell,
        Quantity = 10,
        Timestamp = new DateTimeOffset(2026, 6, 2, 10, 0, 0, TimeSpan.FromMinutes(330)),
        Price = Price.Parse("99.5"),
        Trader = "live",
        CorrelationId = "Zürich",
        TraceId = null,
    };

    private static readonly Order Order = new()
    {
        Id = OrderIdentity.OrderIdOf("s-1", "live"),
        Signal = Signal,
        Side = Side.Sell,
        Quantity = 10,
        LastPrice = Price.Parse("100.05"),
        LastPriceTime = new DateTimeOffset(2026, 6, 2, 4, 29, 59, TimeSpan.Zero),
        Timestamp = new DateTimeOffset(2026, 6, 2, 10, 0, 1, TimeSpan.FromMinutes(330)),
    };

    private static readonly OrderEvent Event = new()
    {
        EventId = OrderIdentity.EventIdOf(Order.Id, OrderEventType.PartiallyFilled, 0),
        Type = OrderEventType.PartiallyFilled,
        OrderId = Order.Id,
        Signal = Signal,
        Side = Side.Sell,
        Trader = "live",
        ExecutionMode = "live",
        Quantity = 4,
        Price = Price.Parse("100.12345678"),
        Fees = 1.0500m,
        Timestamp = new DateTimeOffset(2026, 6, 2, 10, 0, 2, TimeSpan.FromMinutes(330)),
        ErrorMessage = "",
        BrokerOrderId = "b-1",
        MustBeDurable = true,
    };

    private static readonly SignalRejection Rejection =
        new(OrderIdentity.SignalKeyOf("s-2"), null, RejectReason.Hold, 639_000_000_000_000_000);

    private static readonly RiskDay Day = new("momentum", 739_769, -12.5m);

    private RecordingVisitor _found = null!;

    [OneTimeSetUp]
    public void WriteOneOfEach()
    {
        var files = new MemoryJournalFiles();
        var journal = new OrderJournal(
            () => files, new JournalOptions { Directory = "memory" }, new PositionLedger(), 8, TimeProvider.System);
        journal.Open();
        journal.RecordIntent(Order, "live", OrderDurability.BeforeSend);
        var publication = journal.RecordEvent(Event, out _);
        journal.RecordRejection(Rejection);
        journal.RecordMode(TradingMode.Reducing, 639_000_000_000_000_001);
        journal.RecordDays([Day]);
        publication.Release();
        journal.Sync();
        journal.Roll();
        journal.Close();
        _found = new RecordingVisitor();
        StorageTest.Scan(files, _found, new TradingEngine.Journal.Storage.JournalScanOptions { All = true });
    }

    [TestCase(1, 1, IntentHex)]
    [TestCase(2, 2, EventHex)]
    [TestCase(3, 3, "EC897A6F3476F8E6DAF4096FAE7555FEFFFF020080794B1D2FDE08")]
    [TestCase(4, 5, "010180794B1D2FDE08")]
    [TestCase(5, 6, DayHex)]
    [TestCase(6, 4, "0200000000000000")]
    public void ShouldWriteTheSameBytesForEver(int sequence, int type, string hex)
    {
        var record = _found.Records.Single(record => record.Sequence == sequence);

        Assert.That(record.Type, Is.EqualTo(type));
        var found = Convert.ToHexString(record.Payload);
        Assert.That(found, Is.EqualTo(hex), found);
    }

    [Test]
    public void ShouldWriteTheSameSnapshotForEver()
    {
        Assert.That(_found.Snapshot!.Value.Sequence, Is.EqualTo(6));
        var found = Convert.ToHexString(_found.Snapshot.Value.Payload);
        Assert.That(found, Is.EqualTo(SnapshotHex), found);
    }

    [Test]
    public void ShouldReadBackWhatItWrote()
    {
        var records = _found.Records.ConvertAll(
            record => JournalRecord.Read(record.Sequence, record.Type, record.Payload));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(records.Select(record => record.Sequence), Is.EqualTo(new[] { 1, 2, 3, 4, 5, 6 }));
            Assert.That(records[0].Intent, Is.EqualTo((Order, "live")));
            Assert.That(records[1].Event, Is.EqualTo(Event));
            Assert.That(records[2].Rejection, Is.EqualTo(Rejection));
            Assert.That(records[3].Mode, Is.EqualTo(TradingMode.Reducing));
            Assert.That(records[3].Time!.Value.UtcTicks, Is.EqualTo(639_000_000_000_000_001));
            Assert.That(records[4].Day, Is.EqualTo(Day));
            Assert.That(records[5].AcknowledgedSequence, Is.EqualTo(2));
        }
    }

    [Test]
    public void ShouldReadWhatTheSnapshotHolds()
    {
        var state = new JournalState(new PositionLedger(), 8);

        SnapshotRecord.Read(_found.Snapshot!.Value.Payload, state);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(state.AcknowledgedSequence, Is.EqualTo(2));
            Assert.That(state.Mode, Is.EqualTo(TradingMode.Reducing));
            Assert.That(state.Days["momentum"], Is.EqualTo(Day));
            Assert.That(state.EventCount, Is.EqualTo(1));
            Assert.That(state.Positions.GetPositions().Single().Quantity, Is.EqualTo(-4));
            Assert.That(state.Targets.Count, Is.EqualTo(2));
            Assert.That(state.Open[Order.Id].Progress.FilledQuantity, Is.EqualTo(4));
            Assert.That(state.Open[Order.Id].Read().Order, Is.EqualTo(Order));
        }
    }

    [Test]
    public void ShouldRefuseATypeThatItDoesNotKnow()
    {
        var refusal = Assert.Throws<InvalidDataException>(() => JournalRecord.Read(7, 99, [1, 2, 3]));

        Assert.That(refusal.Message, Does.Contain("Record 7 has the type 99").And.Contain("A newer one wrote it"));
    }

    [Test]
    public void ShouldRefuseATimeThatIsNone()
    {
        var payload = new byte[9];
        payload.AsSpan().Fill(0xFF);

        Assert.That(
            () => JournalRecord.Read(7, (byte)RecordType.Mode, payload),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("record 7"));
    }
}
