using System.Text;
using TradingEngine.Model;
using TradingEngine.Runner.Compare;

namespace TradingEngine.Runner.Tests.Compare;

[TestFixture]
public sealed class EnvelopeReaderTests
{
    private const string Data =
        """
        "order_id":"o1","instrument_token":256265,"quantity":10,"fill_price":100.05,"side":"SELL",
        "timestamp":"2026-08-03T09:15:00+05:30"
        """;

    [Test]
    public void ShouldReadAFillOfThisEngine()
    {
        var orderEvent = Orders.Fill("s1", 100.05m, side: Side.Sell);

        Assert.That(Read(Orders.Line(orderEvent), out var traced), Is.Null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(traced.EventId, Is.EqualTo(orderEvent.EventId));
            Assert.That(traced.Kind, Is.EqualTo(TraceEventKind.LastFill));
            Assert.That(traced.SignalId, Is.EqualTo("s1"));
            Assert.That(traced.OrderId, Is.EqualTo(orderEvent.OrderId.ToString()));
            Assert.That(traced.StrategyId, Is.EqualTo("momentum"));
            Assert.That(traced.InstrumentToken, Is.EqualTo(256265));
            Assert.That(traced.Side, Is.EqualTo(Side.Sell));
            Assert.That(traced.Quantity, Is.EqualTo(10));
            Assert.That(traced.Price, Is.EqualTo(100.05m));
            Assert.That(traced.Time.EqualsExact(Orders.Start), Is.True);
        }
    }

    [Test]
    public void ShouldReadAPriceFromItsDigits()
    {
        var line = Envelope("order_filled", Data.Replace("100.05", "100.05000000000001", StringComparison.Ordinal));

        Assert.That(Read(line, out var traced), Is.Null);
        Assert.That(traced.Price, Is.EqualTo(100.05000000000001m));
    }

    [Test]
    public void ShouldReadAFillOfTheReplacedSystemWithoutStrategyAndSignalType()
    {
        Assert.That(Read(Envelope("order_filled", Data), out var traced), Is.Null);
        Assert.That(
            (traced.SignalId, traced.StrategyId, traced.Side, traced.Kind),
            Is.EqualTo(((string?)null, (string?)null, Side.Sell, TraceEventKind.Fill)));
    }

    [TestCase("not JSON", """{"id":"e1","type":"order_filled","data":{"order_""")]
    [TestCase("not JSON", "")]
    [TestCase("not JSON", """{"id":"\ud800"}""")]
    [TestCase("the envelope is not a JSON object", "[]")]
    [TestCase("not JSON", "{}{}")]
    [TestCase("the type is missing", "{}")]
    [TestCase("the type is 'order_lost'", """{"id":"e1","type":"order_lost","data":{}}""")]
    [TestCase("the id is missing", """{"type":"order_filled","data":{}}""")]
    [TestCase("the data is missing", """{"id":"e1","type":"order_filled"}""")]
    [TestCase("the data is missing", """{"id":"e1","type":"order_filled","data":[]}""")]
    [TestCase("the instrument_token is missing", """{"id":"e1","type":"order_filled","data":{}}""")]
    public void ShouldRefuseWithAReason(string reason, string line)
    {
        Assert.That(Read(line, out _), Does.StartWith(reason));
    }

    [TestCase("the time stamp has no offset", "09:15:00+05:30", "09:15:00")]
    [TestCase("the timestamp is missing", "\"timestamp\"", "\"time\"")]
    [TestCase("the signal_type is missing", "\"side\"", "\"size\"")]
    [TestCase("the signal_type is 'HOLD', not BUY or SELL", "SELL", "HOLD")]
    [TestCase("the fill_price is missing", "\"fill_price\"", "\"price\"")]
    [TestCase("the fill_price is not an amount", "100.05", "\"100.05\"")]
    [TestCase("the fill_price is not an amount", "100.05", "{\"a\":[1]}")]
    [TestCase("the fill_price is not that of a fill", "100.05", "0")]
    [TestCase("the fill_price is not that of a fill", "100.05", "10000000001")]
    [TestCase("the quantity is missing", "\"quantity\":10", "\"quantity\":null")]
    [TestCase("the quantity is not a whole number", "\"quantity\":10", "\"quantity\":1.5")]
    [TestCase("the quantity is not that of an order", "\"quantity\":10", "\"quantity\":-1")]
    [TestCase("the instrument_token is not above zero", "256265", "0")]
    public void ShouldRefuseAFillWithAReason(string reason, string old, string other)
    {
        var line = Envelope("order_filled", Data.Replace(old, other, StringComparison.Ordinal));

        Assert.That(Read(line, out _), Is.EqualTo(reason));
    }

    [TestCase(null, "the status is missing")]
    [TestCase("DONE", "the status is 'DONE'")]
    [TestCase("PENDING", null)]
    [TestCase("FILLED", null)]
    [TestCase("REJECTED", null)]
    public void ShouldReadAStatus(string? status, string? error)
    {
        var line = Envelope("order_placed", status is null ? Data : $"{Data},\"status\":\"{status}\"");

        Assert.That(Read(line, out _), Is.EqualTo(error));
    }

    [Test]
    public void ShouldSkipAlertsAndCountRefusals()
    {
        var reader = new EnvelopeReader();
        var alert = Encoding.UTF8.GetBytes("""{"id":"a","type":"system_error","data":{"timestamp":"now"}}""");

        Assert.That(reader.TryRead(alert, 1, out _), Is.False);
        Assert.That((reader.RefusedCount, reader.OtherCount), Is.EqualTo((0L, 1L)));

        for (var line = 2; line < 12; line++)
        {
            Assert.That(reader.TryRead("{}"u8, line, out _), Is.False);
        }

        Assert.That(reader.RefusedCount, Is.EqualTo(10));
        Assert.That(reader.FirstRefused.Select(refused => refused.Place), Is.EqualTo(["2", "3", "4", "5", "6"]));
    }

    private static string Envelope(string type, string data) =>
        $"{{\"id\":\"0199-not-a-uuid\",\"causation_id\":null,\"type\":\"{type}\",\"data\":{{{data}}}}}";

    private static string? Read(string line, out TraceEvent traced)
    {
        var reader = new EnvelopeReader();
        return reader.TryRead(Encoding.UTF8.GetBytes(line), 0, out traced)
            ? null
            : reader.FirstRefused.Single().Reason;
    }
}
