using System.Text;
using CsCheck;
using TradingEngine.Ingress;

namespace TradingEngine.Tests.Ingress;

/// <summary>What is refused, and that the refusal names the field. Nothing in a message may throw.</summary>
[TestFixture]
public sealed class SignalJsonRefusalTests
{
    [TestCase("\"id\":\"id-1\",", "", "id")]
    [TestCase("\"id\":\"id-1\"", "\"id\":\"\"", "id")]
    [TestCase("\"id\":\"id-1\"", "\"id\":null", "id")]
    [TestCase("\"strategy_id\":\"Momentum\",", "", "strategy_id")]
    [TestCase("\"strategy_id\":\"Momentum\"", "\"strategy_id\":\"\"", "strategy_id")]
    [TestCase("\"instrument_token\":256265,", "", "instrument_token")]
    [TestCase("\"instrument_token\":256265", "\"instrument_token\":null", "instrument_token")]
    [TestCase("\"signal_type\":\"SELL\",", "", "signal_type")]
    [TestCase("\"timestamp\":\"2022-11-22T09:04:01+05:30\",", "", "timestamp")]
    [TestCase("\"timestamp\":\"2022-11-22T09:04:01+05:30\"", "\"timestamp\":null", "timestamp")]
    [TestCase("\"type\":\"validated_signal\",", "", "type")]
    public void ShouldNameMissingField(string good, string other, string named) => AssertRefused(good, other, named);

    [Test]
    public void ShouldNameQuantityWhereBothAreMissing() => AssertRefused(
        SignalText.With("\"quantity\":50,", "").Replace("\"validated_quantity\":40,", ""), "quantity");

    [Test]
    public void ShouldRefuseEnvelopeWithoutData() =>
        AssertRefused("""{"id":"a","type":"validated_signal"}""", "missing");

    [TestCase("\"id\":\"id-1\"", "\"id\":7", "id")]
    [TestCase("\"id\":\"id-1\"", "\"id\":{\"id\":\"x\"}", "id")]
    [TestCase("\"strategy_id\":\"Momentum\"", "\"strategy_id\":[\"x\"]", "strategy_id")]
    [TestCase("256265", "\"256265\"", "instrument_token")]
    [TestCase("256265", "256265.5", "instrument_token")]
    [TestCase("256265", "9223372036854775808", "instrument_token")]
    [TestCase("256265", "true", "instrument_token")]
    [TestCase("\"validated_quantity\":40", "\"validated_quantity\":9223372036854775808", "validated_quantity")]
    [TestCase("\"validated_quantity\":40", "\"validated_quantity\":\"40\"", "validated_quantity")]
    [TestCase("\"validated_quantity\":40", "\"validated_quantity\":40.5", "validated_quantity")]
    [TestCase("\"validated_quantity\":40", "\"validated_quantity\":{}", "validated_quantity")]
    [TestCase("\"quantity\":50", "\"quantity\":1e99", "quantity")]
    [TestCase("18078.65", "\"18078.65\"", "validated_price")]
    [TestCase("18078.65", "92233720368.54775808", "validated_price")]
    [TestCase("18078.65", "1e300", "validated_price")]
    [TestCase("18078.65", "[18078.65]", "validated_price")]
    [TestCase("18078.65", "false", "validated_price")]
    [TestCase("\"SELL\"", "\"sell\"", "signal_type")]
    [TestCase("\"SELL\"", "\"SHORT\"", "signal_type")]
    [TestCase("\"SELL\"", "1", "signal_type")]
    [TestCase("\"SELL\"", "null", "signal_type")]
    [TestCase("\"2022-11-22T09:04:01+05:30\"", "1669088041", "timestamp")]
    [TestCase("09:04:01+05:30", "09:04:01", "no offset")]
    [TestCase("2022-11-22T09:04:01+05:30", "2022-11-31T09:04:01+05:30", "time")]
    [TestCase("2022-11-22T09:04:01+05:30", "", "time")]
    [TestCase("{\"strategy_id\"", "[{\"strategy_id\"", "original_signal")]
    [TestCase("\"validated_signal\"", "\"trading_signal\"", "trading_signal")]
    [TestCase("\"validated_signal\"", "\"VALIDATED_SIGNAL\"", "VALIDATED_SIGNAL")]
    [TestCase("\"validated_signal\"", "7", "type")]
    public void ShouldNameWrongField(string good, string other, string named) => AssertRefused(good, other, named);

    [TestCase("18078.65", "NaN")]
    [TestCase("18078.65", "Infinity")]
    [TestCase("18078.65", "01")]
    [TestCase("18078.65", ".5")]
    [TestCase("18078.65", "+5")]
    [TestCase("\"SELL\"", "'SELL'")]
    [TestCase("\"SELL\",", "\"SELL\"")]
    [TestCase("\"metadata\":null", "\"metadata\":null,")]
    public void ShouldRefuseWhatIsNoJson(string good, string other) => AssertRefused(good, other, "JSON");

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("\0")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("7")]
    [TestCase("\"x\"")]
    [TestCase("{}{}")]
    [TestCase("{} 7")]
    [TestCase("\uFEFF{}")]
    public void ShouldRefuseWhatIsNoObject(string json) => AssertRefused(json, "");

    [Test]
    public void ShouldRefuseTwoValues()
    {
        AssertRefused(SignalText.Good + SignalText.Good, "");
        AssertRefused(SignalText.Good + ",", "");
        AssertRefused($"[{SignalText.Good}]", "envelope");
        Assert.That(SignalJson.TryRead(Encoding.UTF8.GetBytes(SignalText.Good + " \r\n"), out _, out _), Is.True);
    }

    [TestCase("id-1", "\\ud800", "JSON")]
    [TestCase("Momentum", "x\\udc00", "")]
    [TestCase("\"confidence\"", "\"\\ud800\"", "")]
    [TestCase("\"confidence\"", "\"strategy\\ud800\"", "")]
    [TestCase("2022-11-22T09:04:01+05:30", "2022-11-22T09:04:01\\ud800", "")]
    [TestCase("2022-11-22T09:04:01+05:30", "\\u0032\\u0032\\u0032\\u0032\\u0032\\u0032\\u0032\\u0032\\u0032", "")]
    public void ShouldRefuseBrokenSurrogates(string good, string other, string named) =>
        AssertRefused(good, other, named);

    [Test]
    public void ShouldRefuseTextThatIsNoUtf8()
    {
        var bytes = Encoding.UTF8.GetBytes(SignalText.Good);
        var place = SignalText.Good.IndexOf("Momentum", StringComparison.Ordinal);
        bytes[place] = 0xFF;
        Assert.That(SignalJson.TryRead(bytes, out var signal, out var error), Is.False);
        Assert.That(signal, Is.Null);
        Assert.That(error, Is.Not.Empty);
    }

    [Test]
    public void ShouldRefuseEveryTruncation()
    {
        var bytes = Encoding.UTF8.GetBytes(SignalText.Good);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.That(SignalJson.TryRead(bytes.AsSpan(0, length), out _, out var error), Is.False, $"{length}");
            Assert.That(error, Is.Not.Empty);
        }
    }

    [Test]
    public void ShouldRefuseDeepNesting() => AssertRefused(
        SignalText.With("\"metadata\":null", $"\"metadata\":{new string('[', 100_000)}"), "JSON");

    [Test]
    public void ShouldNeverThrow() => Gen.Select(Gen.Int[0, SignalText.Good.Length - 1], Gen.Byte, Gen.Byte).Sample(
        (place, value, next) =>
        {
            var bytes = Encoding.UTF8.GetBytes(SignalText.Good);
            bytes[place] = value;
            bytes[Math.Min(place + 1, bytes.Length - 1)] = next;
            return SignalJson.TryRead(bytes, out var signal, out var error) == signal is not null
                && signal is null == error is not null;
        },
        iter: 50_000);

    private static void AssertRefused(string good, string other, string named) =>
        AssertRefused(SignalText.With(good, other), named);

    private static void AssertRefused(string json, string named)
    {
        Assert.That(SignalJson.TryRead(Encoding.UTF8.GetBytes(json), out var signal, out var error), Is.False);
        Assert.That(signal, Is.Null);
        Assert.That(error, Is.Not.Empty);
        Assert.That(error, Does.Contain(named));
    }
}
