using System.Text;
using CsCheck;
using TradingEngine.Ingress;
using TradingEngine.Model;

namespace TradingEngine.Tests.Ingress;

[TestFixture]
public sealed class SignalJsonTests
{
    [Test]
    public void ShouldReadEveryField()
    {
        var signal = Read(SignalText.Good);
        Assert.That(signal, Is.EqualTo(new TradingSignal
        {
            SignalId = "id-1",
            CorrelationId = "c-1",
            TraceId = "t-1",
            StrategyId = "Momentum",
            InstrumentToken = 256265,
            Type = SignalType.Sell,
            Quantity = 40,
            Price = Price.Parse("18078.65"),
            Timestamp = new DateTimeOffset(2022, 11, 22, 9, 4, 1, TimeSpan.FromMinutes(330)),
        }));
        Assert.That(signal.Timestamp.Offset, Is.EqualTo(TimeSpan.FromMinutes(330)));
    }

    [TestCase("\"validated_quantity\":40,", "", 50)]
    [TestCase("\"validated_quantity\":40", "\"validated_quantity\":null", 50)]
    [TestCase("\"quantity\":50,", "", 40)]
    [TestCase("\"quantity\":50", "\"quantity\":null", 40)]
    [TestCase("\"validated_quantity\":40", "\"validated_quantity\":9223372036854775807", long.MaxValue)]
    [TestCase("\"validated_quantity\":40", "\"validated_quantity\":0", 0)]
    [TestCase("\"validated_quantity\":40", "\"validated_quantity\":-5", -5)]
    public void ShouldTakeValidatedQuantityElseTheOriginal(string good, string other, long quantity) =>
        Assert.That(Read(SignalText.With(good, other)).Quantity, Is.EqualTo(quantity));

    [TestCase("18078.65", "18078.65")]
    [TestCase("null", "18000")]
    [TestCase("1.807865e4", "18078.65")]
    [TestCase("1E+3", "1000")]
    [TestCase("5e-05", "0.00005")]
    [TestCase("95.35000000000001", "95.35")]
    [TestCase("-0.05", "-0.05")]
    public void ShouldReadPriceFromItsDigits(string validated, string price)
    {
        var signal = Read(SignalText.With("\"validated_price\":18078.65", $"\"validated_price\":{validated}"));
        Assert.That(signal.Price, Is.EqualTo(Price.Parse(price)));
    }

    [Test]
    public void ShouldHaveNoPriceWhereBothAreNullOrAbsent()
    {
        var absent = SignalText.With("\"validated_price\":18078.65,", "");
        Assert.That(Read(absent).Price, Is.EqualTo(Price.Parse("18000")));
        Assert.That(Read(absent.Replace("\"price\":18000,", "\"price\":null,")).Price, Is.Null);
        Assert.That(Read(absent.Replace("\"price\":18000,", "")).Price, Is.Null);
    }

    [TestCase("BUY", SignalType.Buy)]
    [TestCase("SELL", SignalType.Sell)]
    [TestCase("HOLD", SignalType.Hold)]
    public void ShouldReadSignalType(string text, SignalType type) =>
        Assert.That(Read(SignalText.With("\"SELL\"", $"\"{text}\"")).Type, Is.EqualTo(type));

    [Test]
    public void ShouldSkipUnknownFields()
    {
        const string Unknown = """
            "x":{"id":"no","data":{"original_signal":{"strategy_id":[1,{"quantity":9}]}}},"y":[["type"],{"price":1}],
            """;
        var text = SignalText.Good.Replace("{\"id\"", $"{{{Unknown}\"id\"")
            .Replace("\"data\":{", $"\"data\":{{{Unknown}")
            .Replace("\"original_signal\":{", $"\"original_signal\":{{{Unknown}");
        Assert.That(Read(text), Is.EqualTo(Read(SignalText.Good)));
    }

    [Test]
    public void ShouldNotMindTheOrderOfFields() => Gen.Select(
        Gen.Shuffle(SignalText.Envelope), Gen.Shuffle(SignalText.Data), Gen.Shuffle(SignalText.Original)).Sample(
        (envelope, data, original) => Read(SignalText.Join(envelope, data, original)) == Read(SignalText.Good),
        iter: 500);

    [TestCase("\"Momentum\"", "\"a\\\"b\\\\c\\u20ac\\n\\ud83d\\ude00\"", "a\"b\\c€\n😀")]
    [TestCase("\"strategy_id\"", "\"str\\u0061tegy_id\"", "Momentum")]
    [TestCase("\"Momentum\"", "\"मोमेंटम\"", "मोमेंटम")]
    public void ShouldReadEscapes(string good, string other, string strategy) =>
        Assert.That(Read(SignalText.With(good, other)).StrategyId, Is.EqualTo(strategy));

    [Test]
    public void ShouldReadEscapedTimestamp() => Assert.That(
        Read(SignalText.With("09:04:01+05:30", "09:04:01\\u002B05:30")), Is.EqualTo(Read(SignalText.Good)));

    [TestCase("09:04:01+05:30", "09:04:01Z", 0)]
    [TestCase("09:04:01+05:30", "09:04:01.250000-04:00", -240)]
    public void ShouldKeepOffset(string good, string other, int minutes) => Assert.That(
        Read(SignalText.With(good, other)).Timestamp.Offset, Is.EqualTo(TimeSpan.FromMinutes(minutes)));

    [Test]
    public void ShouldReadSignalWithoutCorrelation()
    {
        var signal = Read(SignalText.With("\"correlation_id\":\"c-1\",\"trace_id\":\"t-1\",", ""));
        Assert.That(signal, Is.EqualTo(Read(SignalText.Good) with { CorrelationId = null, TraceId = null }));
    }

    private static TradingSignal Read(string json)
    {
        Assert.That(SignalJson.TryRead(Encoding.UTF8.GetBytes(json), out var signal, out var error), Is.True, error);
        Assert.That(error, Is.Null);
        return signal!;
    }
}
