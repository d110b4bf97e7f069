using System.Globalization;
using TradingEngine.Kafka.Codecs;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Codecs;

[TestFixture]
public sealed class PnlSnapshotJsonTests
{
    private static readonly PnlSnapshot Snapshot = new("paper", "momentum", -12.5000m, 20.25m, 7.7500m, Make.Time);

    [Test]
    public void ShouldWriteGoldenLine() => Assert.That(Write(Snapshot), Is.EqualTo(
        """
        {"id":"cb5186f8-00fe-8674-affe-ad30a6a631fe","correlation_id":"cb5186f8-00fe-8674-affe-ad30a6a631fe",
        "causation_id":null,"trace_id":null,"parent_trace_id":null,"broker":"paper","type":"pnl_snapshot",
        "ts":"2026-06-02T04:30:00.000000+00:00","key":"portfolio_snapshot_paper:momentum",
        "source":"trading_engine","version":1,"data":{"broker":"paper","instrument_token":null,
        "realized_pnl":-12.5000,"unrealized_pnl":20.25,"total_pnl":7.7500,
        "timestamp":"2026-06-02T10:00:00.000000+05:30"}}
        """.ReplaceLineEndings("")));

    [TestCase("0")]
    [TestCase("79228162514264337593543950335")]
    [TestCase("-0.0000000000000000000000000001")]
    public void ShouldWriteAmountsWithTheirDigits(string digits)
    {
        var amount = decimal.Parse(digits, CultureInfo.InvariantCulture);
        var snapshot = Snapshot with { RealizedPnl = amount, UnrealizedPnl = amount, TotalPnl = amount };
        var data = JsonText.Parse(writer => PnlSnapshotJson.Write(writer, snapshot)).GetProperty("data");
        string[] names = ["realized_pnl", "unrealized_pnl", "total_pnl"];
        Assert.That(names.Select(name => data.GetProperty(name).GetRawText()), Is.All.EqualTo(digits));
    }

    [Test]
    public void ShouldDeriveIdFromKeyAndInstant()
    {
        var id = IdOf(Snapshot);
        Assert.That(id.Version, Is.EqualTo(8));
        Assert.That(IdOf(Snapshot with { RealizedPnl = 1, Timestamp = Make.Time.ToUniversalTime() }), Is.EqualTo(id));
        Assert.That(IdOf(Snapshot with { Timestamp = Make.Time.AddTicks(1) }), Is.Not.EqualTo(id));
        Assert.That(IdOf(Snapshot with { Broker = "zerodha" }), Is.Not.EqualTo(id));
        Assert.That(IdOf(Snapshot with { StrategyId = "other" }), Is.Not.EqualTo(id));
    }

    private static Guid IdOf(PnlSnapshot snapshot) =>
        JsonText.Parse(writer => PnlSnapshotJson.Write(writer, snapshot)).GetProperty("id").GetGuid();

    private static string Write(PnlSnapshot snapshot) =>
        JsonText.Write(writer => PnlSnapshotJson.Write(writer, snapshot));
}
