using System.Text;
using System.Text.Json;
using CsCheck;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.TestKit;

namespace TradingEngine.Tests.Ingress;

[TestFixture]
public sealed class TickJsonTests
{
    private static readonly Guid Id = Guid.Parse("0fea8377-5d3a-8e09-b8f4-db0d42a3c7ce");

    [Test]
    public void ShouldReadEveryField()
    {
        var tick = TickText.Read(TickText.Good);
        Assert.That(tick, Is.EqualTo(TickText.GoodTick));
        Assert.That(tick.Timestamp.Offset, Is.EqualTo(TimeSpan.FromMinutes(330)));
    }

    [TestCase("18078.65", "18078.65")]
    [TestCase("18078", "18078")]
    [TestCase("1e-05", "0.00001")]
    [TestCase("1E+3", "1000")]
    [TestCase("95.35000000000001", "95.35")]
    [TestCase("0.000000005", "0")]
    [TestCase("0.000000015", "0.00000002")]
    [TestCase("92233720368.54775807", "92233720368.54775807")]
    [TestCase("-0.05", "-0.05")]
    public void ShouldReadPriceFromItsDigits(string digits, string price) => Assert.That(
        TickText.Read(TickText.With("18078.65", digits)).LastPrice, Is.EqualTo(Price.Parse(price)));

    [TestCase("\"last_traded_quantity\":75", "\"last_traded_quantity\":null", 0)]
    [TestCase("\"last_traded_quantity\":75,", "", 0)]
    [TestCase("\"last_traded_quantity\":75", "\"last_traded_quantity\":9223372036854775807", long.MaxValue)]
    [TestCase("\"last_traded_quantity\":75", "\"last_traded_quantity\":-1", -1)]
    public void ShouldReadQuantity(string good, string other, long quantity) =>
        Assert.That(TickText.Read(TickText.With(good, other)).LastTradedQuantity, Is.EqualTo(quantity));

    [Test]
    public void ShouldLeaveItToTheEngineWhetherNumbersAreAboveZero()
    {
        Assert.That(TickText.Read(TickText.With("18078.65", "0")).LastPrice.Raw, Is.Zero);
        Assert.That(TickText.Read(TickText.With(":256265,", ":0,")).InstrumentToken, Is.Zero);
        Assert.That(TickText.Read(TickText.With(":256265,", ":-7,")).InstrumentToken, Is.EqualTo(-7));
    }

    [TestCase("\"id\":\"id-1\",", "")]
    [TestCase("\"id\":\"id-1\"", "\"id\":[{}]")]
    [TestCase("\"id\":\"id-1\"", "\"id\":\"\\ud800\"")]
    [TestCase("\"ts\":\"2022-11-22T03:34:01.100000+00:00\",", "\"ts\":7,")]
    [TestCase("\"symbol\":null", "\"symbol\":{\"last_price\":1,\"timestamp\":[],\"instrument_token\":\"x\"}")]
    [TestCase("{\"id\"", "{\"x\":{\"data\":{\"last_price\":\"y\"},\"type\":\"z\"},\"id\"")]
    [TestCase("\"last_price\"", "\"last\\u005fprice\"")]
    [TestCase("\"data\"", "\"\\u0064ata\"")]
    [TestCase("\"market_tick\"", "\"market\\u005ftick\"")]
    [TestCase("09:04:01+05:30", "09:04:01\\u002B05:30")]
    [TestCase("09:04:01+05:30", "03:34:01.000Z")]
    [TestCase("\"last_price\":18078.65", "\"last_price\":7,\"last_price\":18078.65")]
    [TestCase("\"instrument_token\":256265", "\"instrument_token\":null,\"instrument_token\":256265")]
    [TestCase("\"type\":\"market_tick\"", "\"type\":\"x\",\"type\":\"market_tick\"")]
    [TestCase("\"data\":", "\"data\":{\"instrument_token\":7,\"last_price\":8,\"last_traded_quantity\":9},\"data\":")]
    public void ShouldNotMind(string good, string other) =>
        Assert.That(TickText.Read(TickText.With(good, other)), Is.EqualTo(TickText.GoodTick));

    [Test]
    public void ShouldNotMindWhiteSpaceAndOrder() => Assert.That(
        TickText.Read(
            """
             { "data" : { "last_traded_quantity" : 75 , "timestamp" : "2022-11-22T09:04:01+05:30" ,
             "last_price" : 18078.65 , "instrument_token" : 256265 } , "type" : "market_tick" }
            """ + "\r\n "),
        Is.EqualTo(TickText.GoodTick));

    [Test]
    public void ShouldNotAllocateToRead()
    {
        var json = Encoding.UTF8.GetBytes(TickText.With("09:04:01+05:30", "09:04:01\\u002B05:30"));
        ReadMany(json);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadMany(json);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void ShouldRaiseTheAlarmWhenReadingAllocates()
    {
        var json = Encoding.UTF8.GetBytes(TickText.With("market_tick", "other"));
        ReadMany(json);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadMany(json);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.GreaterThan(1_000 * 24));
    }

    [Test]
    public void ShouldWriteGoldenLine() => Assert.That(
        TickText.Write(TickText.GoodTick, Id, Make.Time),
        Is.EqualTo(
            """
            {"id":"0fea8377-5d3a-8e09-b8f4-db0d42a3c7ce","correlation_id":"0fea8377-5d3a-8e09-b8f4-db0d42a3c7ce",
            "causation_id":null,"trace_id":"0fea8377-5d3a-8e09-b8f4-db0d42a3c7ce","parent_trace_id":null,
            "broker":"shared","type":"market_tick","ts":"2026-06-02T04:30:00.000000+00:00","key":"256265",
            "source":"market_feed","version":1,"data":{"instrument_token":256265,"last_price":18078.65,
            "timestamp":"2022-11-22T09:04:01.000000+05:30","symbol":null,"volume_traded":null,
            "last_traded_quantity":75,"average_traded_price":null,"total_buy_quantity":null,
            "total_sell_quantity":null,"change":null,"ohlc":null,"oi":null,"oi_day_high":null,"oi_day_low":null,
            "last_trade_time":null,"exchange_timestamp":null,"depth":null,"mode":null,"tradable":null}}
            """.ReplaceLineEndings("")));

    [Test]
    public void ShouldReadBackWhatItWrites() => Gen.Select(
        Gen.Long, Gen.Long, Gen.Long, Gen.Long[0, 100_000_000_000_000], Gen.Int[-14 * 60, 14 * 60]).Sample(
        (token, raw, quantity, micros, offset) =>
        {
            var time = DateTimeOffset.UnixEpoch.AddMicroseconds(micros).ToOffset(TimeSpan.FromMinutes(offset));
            var tick = new MarketTick(token, Price.FromRaw(raw), quantity, time);
            return TickText.Read(TickText.Write(tick, Id, Make.Time)) == tick;
        },
        iter: 2_000);

    [Test]
    public void ShouldNotAllocateToWrite()
    {
        using var writer = new Utf8JsonWriter(Stream.Null, OrderEventJson.WriterOptions);
        WriteMany(writer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        WriteMany(writer);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void ReadMany(ReadOnlySpan<byte> json)
    {
        for (var i = 0; i < 1_000; i++)
        {
            TickJson.TryRead(json, out _, out _);
        }
    }

    private static void WriteMany(Utf8JsonWriter writer)
    {
        for (var i = 0; i < 1_000; i++)
        {
            TickJson.Write(writer, TickText.GoodTick, Id, Make.Time, "market_feed");
            writer.Flush();
            writer.Reset();
        }
    }
}
