using System.Text;
using TradingEngine.Ingress;

namespace TradingEngine.Tests.Ingress;

/// <summary>What is refused, and that the refusal names the field. Nothing in a message may throw.</summary>
[TestFixture]
public sealed class TickJsonRefusalTests
{
    [TestCase("\"instrument_token\":256265,", "", "instrument_token is missing")]
    [TestCase("\"instrument_token\":256265", "\"instrument_token\":null", "instrument_token is missing")]
    [TestCase("\"instrument_token\":256265", "\"instrument_token\":7,\"instrument_token\":null", "instrument_token")]
    [TestCase("\"last_price\":18078.65,", "", "last_price is missing")]
    [TestCase("\"last_price\":18078.65", "\"last_price\":null", "last_price is missing")]
    [TestCase("\"timestamp\":\"2022-11-22T09:04:01+05:30\",", "", "timestamp is missing")]
    [TestCase("\"timestamp\":\"2022-11-22T09:04:01+05:30\"", "\"timestamp\":null", "timestamp is missing")]
    [TestCase("\"type\":\"market_tick\",", "", "the type is '', not 'market_tick'")]
    [TestCase("\"type\":\"market_tick\"", "\"type\":null", "the type is '', not 'market_tick'")]
    public void ShouldNameMissingField(string good, string other, string named) =>
        TickText.AssertRefused(TickText.With(good, other), named);

    [TestCase("18078.65", "\"18078.65\"", "the last_price is not a number in the range of a price")]
    [TestCase("18078.65", "9223372036854775808", "last_price")]
    [TestCase("18078.65", "92233720368.54775808", "last_price")]
    [TestCase("18078.65", "1e300", "last_price")]
    [TestCase("18078.65", "[1]", "last_price")]
    [TestCase("18078.65", "true", "last_price")]
    [TestCase("\"instrument_token\":256265", "\"instrument_token\":\"256265\"", "instrument_token")]
    [TestCase("\"instrument_token\":256265", "\"instrument_token\":9223372036854775808", "instrument_token")]
    [TestCase("\"instrument_token\":256265", "\"instrument_token\":256265.5", "instrument_token")]
    [TestCase("\"instrument_token\":256265", "\"instrument_token\":{}", "instrument_token")]
    [TestCase("75", "9223372036854775808", "last_traded_quantity")]
    [TestCase("75", "\"75\"", "last_traded_quantity")]
    [TestCase("75", "[[75]]", "last_traded_quantity")]
    [TestCase("\"2022-11-22T09:04:01+05:30\"", "1669088041", "timestamp")]
    [TestCase("\"2022-11-22T09:04:01+05:30\"", "{}", "timestamp")]
    [TestCase("09:04:01+05:30", "09:04:01", "no offset")]
    [TestCase("09:04:01+05:30", "09:04:01\\u002E5", "no offset")]
    [TestCase("09:04:01+05:30", "25:04:01+05:30", "time")]
    [TestCase("2022-11-22T09:04:01+05:30", "", "time")]
    [TestCase("2022-11-22T09:04:01+05:30", "2022-11-22T09:04:01\\ud800", "")]
    [TestCase("\"market_tick\"", "\"market_ticks\"", "the type is 'market_ticks', not 'market_tick'")]
    [TestCase("\"market_tick\"", "7", "type")]
    [TestCase("\"market_tick\"", "\"\\udc00\"", "JSON")]
    [TestCase("\"data\":{", "\"data\":null,\"x\":{", "data is not a JSON object")]
    [TestCase("\"data\":{", "\"data\":[],\"x\":{", "data is not a JSON object")]
    [TestCase("\"data\":{", "\"data\":\"{}\",\"x\":{", "data is not a JSON object")]
    public void ShouldNameWrongField(string good, string other, string named) =>
        TickText.AssertRefused(TickText.With(good, other), named);

    [Test]
    public void ShouldNameTheTypeWhereTheEventIsAnother()
    {
        var other = TickText.Good.Replace("18078.65", "\"x\"").Replace("market_tick", "order_placed");
        TickText.AssertRefused(other, "the type is 'order_placed', not 'market_tick'");
        TickText.AssertRefused(TickText.With("market_tick", new string('x', 1_000_000)), "type");
    }

    [Test]
    public void ShouldRefuseEnvelopeWithoutData() => TickText.AssertRefused("""{"type":"market_tick"}""", "missing");

    [TestCase("18078.65", "NaN")]
    [TestCase("18078.65", "-Infinity")]
    [TestCase("18078.65", "01")]
    [TestCase("18078.65", "+5")]
    [TestCase("\"symbol\":null", "\"symbol\":nul")]
    [TestCase("\"tradable\":true", "\"tradable\":true,")]
    [TestCase("\"market_tick\"", "'market_tick'")]
    public void ShouldRefuseWhatIsNoJson(string good, string other) =>
        TickText.AssertRefused(TickText.With(good, other), "not JSON");

    [TestCase("", "not JSON")]
    [TestCase(" ", "not JSON")]
    [TestCase("\0", "not JSON")]
    [TestCase("\uFEFF{}", "not JSON")]
    [TestCase("tick", "not JSON")]
    [TestCase("[]", "envelope")]
    [TestCase("7", "envelope")]
    [TestCase("null", "envelope")]
    [TestCase("\"x\"", "envelope")]
    [TestCase("{}", "type")]
    public void ShouldRefuseWhatIsNoObject(string json, string named) => TickText.AssertRefused(json, named);

    [Test]
    public void ShouldRefuseSecondValue()
    {
        TickText.AssertRefused(TickText.Good + TickText.Good, "JSON");
        TickText.AssertRefused(TickText.Good + " 7", "JSON");
        TickText.AssertRefused(TickText.Good + ",", "JSON");
        TickText.AssertRefused($"[{TickText.Good}]", "envelope");
    }

    [TestCase("market_tick", "JSON")]
    [TestCase("09:04", "time")]
    [TestCase("last_price", "last_price is missing")]
    [TestCase("18078.65", "JSON")]
    public void ShouldRefuseBrokenUtf8(string where, string named)
    {
        var bytes = Encoding.UTF8.GetBytes(TickText.Good);
        bytes[TickText.Good.IndexOf(where, StringComparison.Ordinal)] = 0xFF;
        TickText.AssertRefused(bytes, named);
    }

    [Test]
    public void ShouldRefuseEveryTruncation()
    {
        var bytes = Encoding.UTF8.GetBytes(TickText.Good);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.That(TickJson.TryRead(bytes.AsSpan(0, length), out _, out var error), Is.False, $"{length}");
            Assert.That(error, Is.Not.Empty);
        }
    }
}
