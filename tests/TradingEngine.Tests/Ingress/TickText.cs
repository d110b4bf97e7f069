using System.Text;
using System.Text.Json;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Model;

namespace TradingEngine.Tests.Ingress;

/// <summary>The text of a good envelope of a tick.</summary>
internal static class TickText
{
    public const string Good =
        """
        {"id":"id-1","correlation_id":"c-1","causation_id":null,"trace_id":"t-1","parent_trace_id":null,
        "broker":"shared","type":"market_tick","ts":"2022-11-22T03:34:01.100000+00:00","key":"256265",
        "source":"market_feed","version":1,"data":{"instrument_token":256265,"last_price":18078.65,
        "timestamp":"2022-11-22T09:04:01+05:30","symbol":null,"volume_traded":1200,"last_traded_quantity":75,
        "ohlc":{"open":1,"high":2,"low":3,"close":4},"depth":{"buy":[{"price":7,"quantity":8,"orders":9}],"sell":[]},
        "tradable":true}}
        """;

    public static readonly MarketTick GoodTick = new(
        256265, Price.Parse("18078.65"), 75, new DateTimeOffset(2022, 11, 22, 9, 4, 1, TimeSpan.FromMinutes(330)));

    /// <summary>The good text with a part replaced, which must be there.</summary>
    public static string With(string good, string other)
    {
        Assert.That(Good.Contains(good, StringComparison.Ordinal), Is.True, good);
        return Good.Replace(good, other);
    }

    public static MarketTick Read(string json)
    {
        Assert.That(TickJson.TryRead(Encoding.UTF8.GetBytes(json), out var tick, out var error), Is.True, error);
        Assert.That(error, Is.Null);
        return tick;
    }

    public static void AssertRefused(string json, string named) => AssertRefused(Encoding.UTF8.GetBytes(json), named);

    public static void AssertRefused(ReadOnlySpan<byte> json, string named)
    {
        Assert.That(TickJson.TryRead(json, out var tick, out var error), Is.False);
        Assert.That(tick, Is.EqualTo(default(MarketTick)));
        Assert.That(error, Is.Not.Empty);
        Assert.That(error, Does.Contain(named));
        Assert.That(error, Has.Length.LessThan(400));
    }

    public static string Write(in MarketTick tick, Guid id, DateTimeOffset sentAt)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, OrderEventJson.WriterOptions))
        {
            TickJson.Write(writer, tick, id, sentAt, "market_feed");
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
