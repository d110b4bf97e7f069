using System.Text;
using System.Text.Json;
using CsCheck;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.TestKit;

namespace TradingEngine.Tests.Ingress;

/// <summary>The writer, and that the reader gives back what was written, with the time of sending.</summary>
[TestFixture]
public sealed class SignalJsonWriteTests
{
    private static readonly Gen<string> GenText = Gen.OneOf(
        Gen.String[1, 40],
        Gen.String[Gen.Char["\"\\\n\r\t\0\u0001\u007f/<>&'+€é\u2028\ufeff中:{}[],"], 1, 300]).Select(MakeWellFormed);

    private static readonly Gen<TradingSignal> GenSignal = Gen.Select(
        Gen.Select(GenText, GenText, GenText.Null(), GenText.Null()),
        Gen.Select(Gen.Long, Gen.Long, Gen.Enum<SignalType>()),
        Gen.Long.Nullable(),
        Gen.Select(Gen.Long[0, 100_000_000_000_000], Gen.Int[-14 * 60, 14 * 60])).Select(
        (texts, numbers, price, time) => new TradingSignal
        {
            SignalId = texts.Item1,
            StrategyId = texts.Item2,
            CorrelationId = texts.Item3,
            TraceId = texts.Item4,
            InstrumentToken = numbers.Item1,
            Quantity = numbers.Item2,
            Type = numbers.Item3,
            Price = price is { } raw ? Price.FromRaw(raw) : null,
            Timestamp = TimeOf(time.Item1, time.Item2),
        });

    [Test]
    public void ShouldReadBackWhatItWrites() => GenSignal.Sample(
        signal =>
        {
            var isRead = SignalJson.TryRead(Write(signal), out var read, out var sentAt, out var error);
            return isRead && error is null && sentAt is { } time && time.EqualsExact(Make.Time.ToUniversalTime())
                && read == signal with { CorrelationId = signal.CorrelationId ?? signal.SignalId }
                && read.Timestamp.EqualsExact(signal.Timestamp);
        },
        iter: 3_000);

    [Test]
    public void ShouldWriteGoldenLine()
    {
        var signal = Make.Signal("s-1", token: 256265) with { TraceId = "t-1", Price = Price.Parse("18078.00000001") };
        Assert.That(Encoding.UTF8.GetString(Write(signal)), Is.EqualTo(
            """
            {"id":"s-1","correlation_id":"s-1","causation_id":null,"trace_id":"t-1","parent_trace_id":null,
            "broker":"paper","type":"validated_signal","ts":"2026-06-02T04:30:00.000000+00:00",
            "key":"momentum:256265","source":"trading_engine","version":1,"data":{"original_signal":
            {"strategy_id":"momentum","instrument_token":256265,"signal_type":"BUY","quantity":10,
            "price":18078.00000001,"timestamp":"2026-06-02T10:00:00.000000+05:30","confidence":null,"metadata":null},
            "validated_quantity":10,"validated_price":18078.00000001,"risk_checks":{},
            "timestamp":"2026-06-02T10:00:00.000000+05:30"}}
            """.ReplaceLineEndings("")));
    }

    [TestCase("\ud800")]
    [TestCase("a\udc00b")]
    public void ShouldReplaceBrokenSurrogates(string text)
    {
        var signal = Make.Signal("s-1", strategy: text) with { CorrelationId = text };
        Assert.That(SignalJson.TryRead(Write(signal), out var read, out var error), Is.True, error);
        Assert.That(read!.StrategyId, Is.EqualTo(MakeWellFormed(text)));
    }

    [Test]
    public void ShouldWriteLongStrategy()
    {
        var signal = Make.Signal("s-1", strategy: new string('x', 10_000)) with { CorrelationId = "c-1" };
        Assert.That(SignalJson.TryRead(Write(signal), out var read, out var error), Is.True, error);
        Assert.That(read, Is.EqualTo(signal));
    }

    [Test]
    public void ShouldRefuseUnknownType() => Assert.That(
        () => Write(Make.Signal("s-1") with { Type = (SignalType)9 }), Throws.TypeOf<ArgumentOutOfRangeException>());

    [TestCase("\"ts\":\"2022-11-22T03:34:02.5Z\"", "2022-11-22T03:34:02.5Z")]
    [TestCase("\"ts\":\"2022-11-22T09:04:02\\u002B05:30\"", "2022-11-22T03:34:02Z")]
    [TestCase("\"ts\":7,\"ts\":\"2022-11-22T03:34:02Z\"", "2022-11-22T03:34:02Z")]
    [TestCase("\"ts\":\"2022-11-22T03:34:02Z\",\"ts\":null", null)]
    [TestCase("\"ts\":\"2022-11-22T03:34:02\"", null)]
    [TestCase("\"ts\":\"yesterday\"", null)]
    [TestCase("\"ts\":\"\\ud800\"", null)]
    [TestCase("\"ts\":1669088041", null)]
    [TestCase("\"ts\":{\"ts\":[\"2022-11-22T03:34:02Z\"]}", null)]
    [TestCase("\"x\":1", null)]
    public void ShouldTellWhenItWasSent(string field, string? expected)
    {
        var json = Encoding.UTF8.GetBytes(SignalText.With("\"version\":1", field));
        Assert.That(SignalJson.TryRead(json, out var signal, out var sentAt, out var error), Is.True, error);
        Assert.That(signal!.SignalId, Is.EqualTo("id-1"));
        Assert.That(sentAt, Is.EqualTo(expected is null
            ? null
            : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Test]
    public void ShouldNotTellWhenARefusedSignalWasSent()
    {
        var json = Encoding.UTF8.GetBytes("""{"ts":"2022-11-22T03:34:02Z","type":"validated_signal"}""");
        Assert.That(SignalJson.TryRead(json, out _, out var sentAt, out _), Is.False);
        Assert.That(sentAt, Is.Null);
    }

    [Test]
    public void ShouldTakeTheLastOfTwoObjectsWhole()
    {
        const string First = "\"data\":{\"validated_quantity\":7,\"validated_price\":7},";
        var twice = SignalText.With("\"data\":{", First + "\"data\":{");
        var without = twice.Replace("\"validated_quantity\":40,\"validated_price\":18078.65,", "");
        var json = Encoding.UTF8.GetBytes(without);
        Assert.That(SignalJson.TryRead(json, out var signal, out var error), Is.True, error);
        Assert.That(signal!.Quantity, Is.EqualTo(50));
        Assert.That(signal.Price, Is.EqualTo(Price.Parse("18000")));
    }

    [Test]
    public void ShouldNotAllocateToWrite()
    {
        using var writer = new Utf8JsonWriter(Stream.Null, OrderEventJson.WriterOptions);
        var signal = Make.Signal("s-1");
        WriteMany(writer, signal);
        var before = GC.GetAllocatedBytesForCurrentThread();
        WriteMany(writer, signal);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void WriteMany(Utf8JsonWriter writer, TradingSignal signal)
    {
        for (var i = 0; i < 1_000; i++)
        {
            SignalJson.Write(writer, signal, Make.Time, "paper");
            writer.Flush();
            writer.Reset();
        }
    }

    private static byte[] Write(TradingSignal signal)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, OrderEventJson.WriterOptions))
        {
            SignalJson.Write(writer, signal, Make.Time, "paper");
        }

        return stream.ToArray();
    }

    private static DateTimeOffset TimeOf(long micros, int offsetMinutes) =>
        DateTimeOffset.UnixEpoch.AddMicroseconds(micros).ToOffset(TimeSpan.FromMinutes(offsetMinutes));

    /// <summary>The text with each half of a surrogate pair replaced, as no UTF-8 can hold it.</summary>
    private static string MakeWellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
