using System.Buffers;
using System.Text;
using System.Text.Json;
using TradingEngine.Egress;
using TradingEngine.Model;
using TradingEngine.TestKit;

namespace TradingEngine.Tests.Egress;

[TestFixture]
public sealed class OrderEventJsonTests
{
    private const string EnvelopeStart =
        """{"id":"0fea8377-5d3a-8e09-b8f4-db0d42a3c7ce","correlation_id":"c-1","causation_id":"s-1",""";

    private const string Order =
        """{"order_id":"0000000000000000000Z","instrument_token":256265,"quantity":10,""";

    private static readonly string[] EnvelopeNames =
    [
        "id", "correlation_id", "causation_id", "trace_id", "parent_trace_id", "broker", "type", "ts", "key", "source",
        "version", "data",
    ];

    [Test]
    public void ShouldWriteFillAsGoldenLine() => Assert.That(Write(Event(OrderEventType.Filled)), Is.EqualTo(
        EnvelopeStart
        + """
            "trace_id":"t-1","parent_trace_id":null,"broker":"paper","type":"order_filled",
            "ts":"2026-06-02T04:30:00.250000+00:00",
            "key":"momentum:256265","source":"trading_engine","version":1,"data":
            """.ReplaceLineEndings("")
        + Order
        + """
            "fill_price":18078.65,"timestamp":"2026-06-02T10:00:00.250000+05:30","broker":"paper",
            "strategy_id":"momentum","signal_type":"BUY","execution_mode":"paper","side":"BUY","fees":180.7865}}
            """.ReplaceLineEndings("")));

    [TestCase(OrderEventType.Filled, "order_filled", new[] { "fill_price", "side", "fees" })]
    [TestCase(OrderEventType.PartiallyFilled, "order_filled", new[] { "fill_price", "side", "fees" })]
    [TestCase(OrderEventType.Placed, "order_placed", new[] { "price", "status" })]
    [TestCase(OrderEventType.Cancelled, "order_placed", new[] { "price", "status" })]
    [TestCase(OrderEventType.Failed, "order_failed", new[] { "price", "error_message" })]
    public void ShouldHaveTheFieldsOfTheWireFormat(OrderEventType type, string wireType, string[] ownNames)
    {
        string[] names =
        [
            "order_id", "instrument_token", "quantity", "timestamp", "broker", "strategy_id", "signal_type",
            "execution_mode", .. ownNames,
        ];
        using var document = JsonDocument.Parse(Write(Event(type)));
        var (root, data) = (document.RootElement, document.RootElement.GetProperty("data"));
        Assert.That(root.EnumerateObject().Select(field => field.Name), Is.EqualTo(EnvelopeNames));
        Assert.That(data.EnumerateObject().Select(field => field.Name), Is.EquivalentTo(names));
        Assert.That(root.GetProperty("type").GetString(), Is.EqualTo(wireType));
        Assert.That(root.GetProperty("version").GetRawText(), Is.EqualTo("1"));
        Assert.That(root.GetProperty("parent_trace_id").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(data.GetProperty("quantity").GetRawText(), Is.EqualTo("10"));
        Assert.That(data.GetProperty("instrument_token").GetRawText(), Is.EqualTo("256265"));
        Assert.That(data.GetProperty(ownNames[0]).GetRawText(), Is.EqualTo("18078.65"));
    }

    [TestCase(OrderEventType.Placed, "PLACED")]
    [TestCase(OrderEventType.Cancelled, "CANCELLED")]
    public void ShouldTellStatus(OrderEventType type, string status) =>
        Assert.That(Data(Event(type)).GetProperty("status").GetString(), Is.EqualTo(status));

    [TestCase(Side.Buy, "BUY")]
    [TestCase(Side.Sell, "SELL")]
    public void ShouldTellSide(Side side, string text)
    {
        var data = Data(Event(OrderEventType.Filled) with { Side = side });
        Assert.That(data.GetProperty("side").GetString(), Is.EqualTo(text));
        Assert.That(data.GetProperty("signal_type").GetString(), Is.EqualTo(text));
    }

    [Test]
    public void ShouldKeepNulls()
    {
        var signal = Make.Signal("s-2");
        var failed = Event(OrderEventType.Failed) with { Price = null, ErrorMessage = null, Signal = signal };
        using var document = JsonDocument.Parse(Write(failed));
        var (root, data) = (document.RootElement, document.RootElement.GetProperty("data"));
        Assert.That(data.GetProperty("price").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(data.GetProperty("error_message").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(root.GetProperty("trace_id").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(root.GetProperty("correlation_id").GetString(), Is.EqualTo("s-2"), "required by the wire format");
        var placed = Data(Event(OrderEventType.Placed) with { Price = null });
        Assert.That(placed.GetProperty("price").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase("92233720368.54775807", "0.0000000000000000000000000001")]
    [TestCase("0.00000001", "79228162514264337593543950335")]
    [TestCase("95", "1.7850")]
    [TestCase("18078.65", "0")]
    public void ShouldWriteAmountsAsNumbersWithTheirDigits(string price, string fees)
    {
        var fill = Event(OrderEventType.Filled) with
        {
            Price = Price.Parse(price),
            Fees = decimal.Parse(fees, System.Globalization.CultureInfo.InvariantCulture),
        };
        Assert.That(Data(fill).GetProperty("fill_price").GetRawText(), Is.EqualTo(price));
        Assert.That(Data(fill).GetProperty("fees").GetRawText(), Is.EqualTo(fees));
    }

    [TestCase("a\"b\\c\n\t\u0001")]
    [TestCase("mean<reversion>&'+")]
    [TestCase("मोमेंटम €😀")]
    [TestCase("\u2028\u2029\u0085")]
    public void ShouldKeepAnyTextOnOneLine(string text)
    {
        var written = Event(OrderEventType.Failed) with
        {
            Signal = Make.Signal("s-1", strategy: text) with { CorrelationId = text, TraceId = text },
            Trader = text,
            ErrorMessage = text,
        };
        var line = Write(written);
        using var document = JsonDocument.Parse(line);
        var (root, data) = (document.RootElement, document.RootElement.GetProperty("data"));
        string?[] read =
        [
            root.GetProperty("correlation_id").GetString(), root.GetProperty("trace_id").GetString(),
            root.GetProperty("broker").GetString(), data.GetProperty("broker").GetString(),
            data.GetProperty("strategy_id").GetString(), data.GetProperty("error_message").GetString(),
        ];
        Assert.That(read, Is.All.EqualTo(text));
        Assert.That(root.GetProperty("key").GetString(), Is.EqualTo(text + ":1"));
        Assert.That(line.AsSpan().IndexOfAny('\n', '\r'), Is.EqualTo(-1));
    }

    [Test]
    public void ShouldWriteLongestKey()
    {
        var strategy = new string('€', TradingSignal.TextLengthMax);
        var signal = Make.Signal("s", token: long.MaxValue, strategy: strategy);
        using var document = JsonDocument.Parse(Write(Event(OrderEventType.Placed) with { Signal = signal }));
        Assert.That(
            document.RootElement.GetProperty("key").GetString(), Is.EqualTo($"{strategy}:9223372036854775807"));
    }

    [TestCase(0, "2026-06-02T04:30:00.000000+00:00")]
    [TestCase(-240, "2026-06-02T00:30:00.000000-04:00")]
    [TestCase(330, "2026-06-02T10:00:00.000000+05:30")]
    public void ShouldWriteTimeWithOffset(int offsetMinutes, string text)
    {
        var time = Make.Time.ToOffset(TimeSpan.FromMinutes(offsetMinutes));
        using var document = JsonDocument.Parse(Write(Event(OrderEventType.Placed) with { Timestamp = time }));
        Assert.That(document.RootElement.GetProperty("ts").GetString(), Is.EqualTo("2026-06-02T04:30:00.000000+00:00"));
        Assert.That(
            document.RootElement.GetProperty("data").GetProperty("timestamp").GetString(), Is.EqualTo(text));
    }

    internal static OrderEvent Event(OrderEventType type) => new()
    {
        EventId = Guid.Parse("0fea8377-5d3a-8e09-b8f4-db0d42a3c7ce"),
        Type = type,
        OrderId = new OrderId(31),
        Signal = Make.Signal("s-1", token: 256265) with { CorrelationId = "c-1", TraceId = "t-1" },
        Side = Side.Buy,
        Trader = "paper",
        ExecutionMode = "paper",
        Quantity = 10,
        Price = Price.Parse("18078.65"),
        Fees = 180.7865m,
        Timestamp = Make.Time.AddMilliseconds(250),
        ErrorMessage = type == OrderEventType.Failed ? "refused" : null,
    };

    private static JsonElement Data(in OrderEvent orderEvent)
    {
        using var document = JsonDocument.Parse(Write(orderEvent));
        return document.RootElement.GetProperty("data").Clone();
    }

    private static string Write(in OrderEvent orderEvent)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, OrderEventJson.WriterOptions);
        OrderEventJson.Write(writer, orderEvent);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
