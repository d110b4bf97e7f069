using System.Text;
using System.Text.Json;
using CsCheck;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;

namespace TradingEngine.Tests.Ingress;

/// <summary>What the sinks write of an order event is read back, and nothing else is.</summary>
[TestFixture]
public sealed class OrderEventJsonReaderTests
{
    private static readonly Gen<string> GenText = Gen.OneOf(
        Gen.String[1, 40],
        Gen.String[Gen.Char["\"\\\n\r\t\0\u0001\u007f/<>&'+€é\u2028\ufeff中:{}[],"], 1, 60]).Select(MakeWellFormed);

    private static readonly Gen<OrderEvent> GenEvent = Gen.Select(
        Gen.Select(GenText, GenText, GenText.Null(), GenText.Null()),
        Gen.Select(GenText, GenText, GenText.Null()),
        Gen.Select(Gen.Long[1, long.MaxValue], Gen.Long[1, TradingSignal.QuantityMax], Gen.Bool),
        Gen.Select(Gen.Long[1, long.MaxValue], Gen.Bool, Gen.Decimal[0, 1_000_000_000]),
        Gen.Select(Gen.Long[0, 100_000_000_000_000], Gen.Int[-14 * 60, 14 * 60]),
        Gen.Select(Gen.Enum<OrderEventType>(), Gen.Int[0, 1_000])).Select(MakeEvent);

    [Test]
    public void ShouldReadBackWhatIsWritten() => GenEvent.Sample(
        written =>
        {
            var bytes = Write(written);
            var isRead = OrderEventJsonReader.TryRead(bytes, out var read, out var error);
            return isRead && error is null
                && read == written with { Signal = read.Signal, ErrorMessage = MessageOnTheWire(written) }
                && read.Timestamp.EqualsExact(written.Timestamp)
                && read.Signal == SignalOnTheWire(written)
                && Write(read).AsSpan().SequenceEqual(bytes);
        },
        iter: 3_000);

    [Test]
    public void ShouldNeverThrowWhateverTheBytes() => Gen.Select(GenEvent, Gen.Int[0, 10_000], Gen.Byte, Gen.Bool).Sample(
        (written, place, value, isCut) =>
        {
            var bytes = Write(written);
            bytes[place % bytes.Length] = value;
            var json = isCut ? bytes.AsSpan(0, place % bytes.Length) : bytes;
            return OrderEventJsonReader.TryRead(json, out _, out var error) == (error is null);
        },
        iter: 5_000);

    [TestCase("\"id\":\"", "\"id\":\"x", "the id is 'x")]
    [TestCase("\"order_id\":\"", "\"order_id\":\"-", "the order_id is '-")]
    [TestCase("order_filled", "order_amended", "the type is 'order_amended'")]
    [TestCase("\"signal_type\":\"BUY\"", "\"signal_type\":\"HOLD\"", "the signal_type is 'HOLD'")]
    [TestCase("\"quantity\":10", "\"quantity\":0", "the quantity is not that of an order")]
    [TestCase("\"quantity\":10", "\"quantity\":1.5", "the quantity is not a whole number")]
    [TestCase("\"instrument_token\":1", "\"instrument_token\":-1", "the instrument_token is not above zero")]
    [TestCase("\"fill_price\":95.35", "\"fill_price\":null", "the fill_price is not above zero")]
    [TestCase("\"fill_price\":95.35", "\"fill_price\":0", "the fill_price is not above zero")]
    [TestCase("\"fees\":1.25", "\"fees\":-1.25", "the fees are below zero")]
    [TestCase("\"fees\":1.25", "\"fees\":\"1.25\"", "the fees is not an amount")]
    [TestCase("\"causation_id\":\"s-1\"", "\"causation_id\":null", "the causation_id is missing")]
    [TestCase("\"strategy_id\":\"momentum\"", "\"strategy_id\":\"\"", "the strategy_id is missing")]
    [TestCase("+05:30", "", "the time stamp has no offset")]
    [TestCase("\"data\":{", "\"data\":[],\"data\":{", "data is not a JSON object")]
    [TestCase("}}", "}} 1", "not JSON")]
    [TestCase("}}", "}", "not JSON")]
    public void ShouldNameWhatIsWrong(string good, string bad, string error)
    {
        var text = Encoding.UTF8.GetString(Write(MakeFill()));
        Assert.That(text, Does.Contain(good));
        var isRead = OrderEventJsonReader.TryRead(Encoding.UTF8.GetBytes(text.Replace(good, bad)), out _, out var told);
        Assert.That(isRead, Is.False);
        Assert.That(told, Does.StartWith(error));
    }

    [Test]
    public void ShouldRefuseAnotherStatus()
    {
        var text = Encoding.UTF8.GetString(Write(MakeFill() with { Type = OrderEventType.Placed }));
        var bytes = Encoding.UTF8.GetBytes(text.Replace("PLACED", "PARKED"));
        Assert.That(OrderEventJsonReader.TryRead(bytes, out _, out var error), Is.False);
        Assert.That(error, Is.EqualTo("the type is 'order_placed' with the status 'PARKED'"));
    }

    [Test]
    public void ShouldSkipUnknownFieldsAndTakeTheLastOfTwoObjectsWhole()
    {
        var text = Encoding.UTF8.GetString(Write(MakeFill()))
            .Replace("\"data\":{", "\"x\":[{\"id\":7}],\"data\":{\"fees\":9,\"status\":\"PLACED\"},\"data\":{\"y\":{},")
            .Replace(",\"fees\":1.25", "");
        Assert.That(OrderEventJsonReader.TryRead(Encoding.UTF8.GetBytes(text), out var read, out var error), Is.True, error);
        Assert.That((read.Fees, read.Type), Is.EqualTo((0m, OrderEventType.Filled)));
    }

    private static OrderEvent MakeFill()
    {
        var id = OrderIdentity.OrderIdOf("s-1", "paper");
        return new OrderEvent
        {
            EventId = OrderIdentity.EventIdOf(id, OrderEventType.Filled, 0),
            Type = OrderEventType.Filled,
            OrderId = id,
            Signal = Make.Signal("s-1"),
            Side = Side.Buy,
            Trader = "paper",
            ExecutionMode = "paper",
            Quantity = 10,
            Price = Price.Parse("95.35"),
            Fees = 1.25m,
            Timestamp = Make.Time,
        };
    }

    private static OrderEvent MakeEvent(
        (string SignalId, string StrategyId, string? CorrelationId, string? TraceId) ids,
        (string Trader, string Mode, string? Message) texts,
        (long Token, long Quantity, bool IsBuy) order,
        (long PriceRaw, bool HasPrice, decimal Fees) money,
        (long Micros, int OffsetMinutes) time,
        (OrderEventType Type, int Ordinal) step)
    {
        var isFill = step.Type is OrderEventType.Filled or OrderEventType.PartiallyFilled;
        var id = OrderIdentity.OrderIdOf(ids.SignalId, texts.Trader);
        var at = DateTimeOffset.UnixEpoch.AddMicroseconds(time.Micros)
            .ToOffset(TimeSpan.FromMinutes(time.OffsetMinutes));
        return new OrderEvent
        {
            EventId = OrderIdentity.EventIdOf(id, step.Type, step.Type == OrderEventType.Filled ? 0 : step.Ordinal),
            Type = step.Type,
            OrderId = id,
            Signal = new TradingSignal
            {
                SignalId = ids.SignalId,
                StrategyId = ids.StrategyId,
                CorrelationId = ids.CorrelationId,
                TraceId = ids.TraceId,
                InstrumentToken = order.Token,
                Type = order.IsBuy ? SignalType.Buy : SignalType.Sell,
                Quantity = order.Quantity,
                Timestamp = at,
            },
            Side = order.IsBuy ? Side.Buy : Side.Sell,
            Trader = texts.Trader,
            ExecutionMode = texts.Mode,
            Quantity = order.Quantity,
            Price = isFill || money.HasPrice ? Price.FromRaw(money.PriceRaw) : null,
            Fees = isFill ? money.Fees : 0,
            Timestamp = at,
            ErrorMessage = step.Type is OrderEventType.Failed or OrderEventType.Unknown ? texts.Message : null,
        };
    }

    private static string? MessageOnTheWire(in OrderEvent written) =>
        written.Type == OrderEventType.Failed ? written.ErrorMessage : null;

    private static TradingSignal SignalOnTheWire(in OrderEvent written) => written.Signal with
    {
        CorrelationId = written.Signal.CorrelationId ?? written.Signal.SignalId,
    };

    private static byte[] Write(in OrderEvent orderEvent)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, OrderEventJson.WriterOptions))
        {
            OrderEventJson.Write(writer, orderEvent);
        }

        return stream.ToArray();
    }

    /// <summary>The text with each half of a surrogate pair replaced, as no UTF-8 can hold it.</summary>
    private static string MakeWellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
