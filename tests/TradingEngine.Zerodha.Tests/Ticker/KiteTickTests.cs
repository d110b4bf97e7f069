using TradingEngine.Model;
using TradingEngine.TestKit;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Tests.Ticker;

/// <summary>Every field of every packet, of recorded frames and of frames made after the documentation.</summary>
[TestFixture]
public sealed class KiteTickTests
{
    private const uint Infosys = 408065;
    private const uint Nifty = 256265;
    private static readonly DateTimeOffset ReceivedAt = Make.Time;

    [Test]
    public void ShouldReadTheRecordedLtp()
    {
        var tick = ReadOnly(Recorded("ltp"));

        Assert.That(tick.Kind, Is.EqualTo(KiteTickKind.Ltp));
        Assert.That(tick.InstrumentToken, Is.EqualTo(884737));
        Assert.That(tick.LastPrice, Is.EqualTo(Price.Parse("392.95")));
        Assert.That(tick.IsIndex, Is.False);
        Assert.That(tick.TryGetTick(ReceivedAt, out var market), Is.True);
        Assert.That(market, Is.EqualTo(new MarketTick(884737, Price.Parse("392.95"), 0, ReceivedAt)));
        AssertNoQuote(tick);
        AssertNoFull(tick);
    }

    [Test]
    public void ShouldReadTheRecordedQuote()
    {
        var tick = ReadOnly(Recorded("quote"));

        Assert.That(tick.Kind, Is.EqualTo(KiteTickKind.Quote));
        AssertRecordedQuote(tick);
        AssertNoFull(tick);
        Assert.That(tick.TryGetTick(ReceivedAt, out var market), Is.True);
        Assert.That(market, Is.EqualTo(new MarketTick(884737, Price.Parse("392.95"), 2, ReceivedAt)));
    }

    [Test]
    public void ShouldReadTheRecordedFull()
    {
        var tick = ReadOnly(Recorded("full"));

        Assert.That(tick.Kind, Is.EqualTo(KiteTickKind.Full));
        AssertRecordedQuote(tick);
        Assert.That(tick.LastTradeTime, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(0x62ab05a0)));
        Assert.That(tick.ExchangeTime, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(0x62ab1198)));
        Assert.That(tick.OpenInterest, Is.Zero);
        Assert.That(tick.Bids[0], Is.EqualTo(new KiteDepthLevel(Price.Parse("392.95"), 5617, 30)));
        Assert.That(tick.Bids[1], Is.EqualTo(default(KiteDepthLevel)));
        Assert.That(tick.Offers[0], Is.EqualTo(default(KiteDepthLevel)));
        Assert.That(tick.TryGetTick(ReceivedAt, out var market), Is.True);
        Assert.That(market.Timestamp, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(0x62ab1198)));
        Assert.That(market.Timestamp.Offset, Is.EqualTo(TimeSpan.FromMinutes(330)));
    }

    [Test]
    public void ShouldReadTheQuoteOfTheDocumentation()
    {
        var tick = ReadOnly(Packets.Frame(Packets.Quote(
            Infosys, 157315, 1, 157033, 1175986, 256511, 360503, 156915, 157500, 156105, 156780)));

        Assert.That(tick.InstrumentToken, Is.EqualTo(Infosys));
        Assert.That(tick.LastPrice, Is.EqualTo(Price.Parse("1573.15")));
        Assert.That(tick.LastQuantity, Is.EqualTo(1));
        Assert.That(tick.AveragePrice, Is.EqualTo(Price.Parse("1570.33")));
        Assert.That(tick.Volume, Is.EqualTo(1175986));
        Assert.That(tick.BuyQuantity, Is.EqualTo(256511));
        Assert.That(tick.SellQuantity, Is.EqualTo(360503));
        Assert.That(tick.Open, Is.EqualTo(Price.Parse("1569.15")));
        Assert.That(tick.High, Is.EqualTo(Price.Parse("1575")));
        Assert.That(tick.Low, Is.EqualTo(Price.Parse("1561.05")));
        Assert.That(tick.Close, Is.EqualTo(Price.Parse("1567.8")));
        Assert.That(tick.Change, Is.EqualTo(Price.Parse("5.35")));
        AssertNoFull(tick);
    }

    [Test]
    public void ShouldReadTheFullPacketOfTheDocumentation()
    {
        (uint, int, short)[] depth =
        [
            (5, 157340, 1), (140, 157300, 2), (2, 157295, 1), (219, 157290, 7), (50, 157285, 1),
            (172, 157370, 3), (44, 157375, 3), (302, 157385, 3), (141, 157390, 2), (724, 157395, 5),
        ];
        var quote = Packets.Quote(
            Infosys, 157370, 7, 157037, 1192471, 256443, 363009, 156915, 157500, 156105, 156780);
        var tick = ReadOnly(Packets.Frame(Packets.Full(quote, 1625461887, 11, 13, 7, 1625461888, depth)));

        Assert.That(tick.LastPrice, Is.EqualTo(Price.Parse("1573.7")));
        Assert.That(tick.LastQuantity, Is.EqualTo(7));
        Assert.That(tick.AveragePrice, Is.EqualTo(Price.Parse("1570.37")));
        Assert.That(tick.Volume, Is.EqualTo(1192471));
        Assert.That(
            tick.LastTradeTime, Is.EqualTo(new DateTimeOffset(2021, 7, 5, 10, 41, 27, TimeSpan.FromMinutes(330))));
        Assert.That(tick.ExchangeTime, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1625461888)));
        Assert.That(
            (tick.OpenInterest, tick.OpenInterestHigh, tick.OpenInterestLow), Is.EqualTo((11L, 13L, 7L)));
        Assert.That((tick.Bids.Count, tick.Offers.Count), Is.EqualTo((5, 5)));
        for (var i = 0; i < 5; i++)
        {
            Assert.That(tick.Bids[i], Is.EqualTo(Level(depth[i])));
            Assert.That(tick.Offers[i], Is.EqualTo(Level(depth[i + 5])));
        }
    }

    [TestCase(null)]
    [TestCase(1625461887u)]
    public void ShouldReadAnIndex(uint? time)
    {
        var tick = ReadOnly(Packets.Frame(Packets.Index(Nifty, 1583435, 1587475, 1579420, 1579360, 1584200, time)));

        Assert.That(tick.Kind, Is.EqualTo(time is null ? KiteTickKind.IndexQuote : KiteTickKind.IndexFull));
        Assert.That(tick.IsIndex, Is.True);
        Assert.That(tick.LastPrice, Is.EqualTo(Price.Parse("15834.35")));
        Assert.That(tick.High, Is.EqualTo(Price.Parse("15874.75")));
        Assert.That(tick.Low, Is.EqualTo(Price.Parse("15794.2")));
        Assert.That(tick.Open, Is.EqualTo(Price.Parse("15793.6")));
        Assert.That(tick.Close, Is.EqualTo(Price.Parse("15842")));
        Assert.That(tick.Change, Is.EqualTo(Price.Parse("-7.65")));
        Assert.That(
            (tick.LastQuantity, tick.Volume, tick.BuyQuantity, tick.SellQuantity),
            Is.EqualTo((0L, 0L, 0L, 0L)));
        Assert.That(tick.AveragePrice, Is.EqualTo(default(Price)));
        Assert.That(
            tick.ExchangeTime, Is.EqualTo(time is null ? null : DateTimeOffset.FromUnixTimeSeconds(time.Value)));
        Assert.That(tick.TryGetTick(ReceivedAt, out var market), Is.True);
        Assert.That(market.Timestamp, Is.EqualTo(tick.ExchangeTime ?? ReceivedAt));
    }

    [TestCase(412675u, 858_275_000, "85.8275", Description = "cds, 3")]
    [TestCase(0x0000_0106u, 858_275, "85.8275", Description = "bcd, 6")]
    [TestCase(58424839u, 6_201_000, "62010", Description = "mcx, 7")]
    [TestCase(12073986u, 252_840, "2528.4", Description = "nfo, 2")]
    [TestCase(136483588u, 1_000, "10", Description = "bse, 4")]
    [TestCase(256265u, 1_583_435, "15834.35", Description = "indices, 9")]
    public void ShouldUseTheUnitOfTheSegment(uint token, int units, string price)
    {
        var tick = ReadOnly(Packets.Frame(Packets.Full(
            Packets.Quote(token, units, close: units), depth: [.. Enumerable.Repeat((1u, units, (short)1), 10)])));

        Assert.That(tick.LastPrice, Is.EqualTo(Price.Parse(price)));
        Assert.That(tick.Close, Is.EqualTo(Price.Parse(price)));
        Assert.That(tick.Offers[4].Price, Is.EqualTo(Price.Parse(price)));
    }

    [Test]
    public void ShouldReadQuantitiesUnsigned()
    {
        var tick = ReadOnly(Packets.Frame(Packets.Full(
            Packets.Quote(uint.MaxValue, 1, uint.MaxValue, volume: 3_000_000_000), interest: 4_000_000_000)));

        Assert.That(tick.InstrumentToken, Is.EqualTo(uint.MaxValue));
        Assert.That(tick.LastQuantity, Is.EqualTo(uint.MaxValue));
        Assert.That(tick.Volume, Is.EqualTo(3_000_000_000));
        Assert.That(tick.OpenInterest, Is.EqualTo(4_000_000_000));
    }

    [TestCase(0u, 100)]
    [TestCase(408065u, 0)]
    [TestCase(408065u, -100)]
    public void ShouldGiveNoTickWithoutTokenOrPrice(uint token, int price)
    {
        var tick = ReadOnly(Packets.Frame(Packets.Full(token, price, 1625461887)));

        Assert.That(tick.TryGetTick(ReceivedAt, out var market), Is.False);
        Assert.That(market, Is.EqualTo(default(MarketTick)));
    }

    [Test]
    public void ShouldTakeTheTimeOfReceiptWhereTheExchangeHasNone()
    {
        var tick = ReadOnly(Packets.Frame(Packets.Full(Infosys, 100, time: 0)));

        Assert.That(tick.ExchangeTime, Is.Null);
        Assert.That(tick.LastTradeTime, Is.Null);
        Assert.That(tick.TryGetTick(ReceivedAt, out var market), Is.True);
        Assert.That(market.Timestamp, Is.EqualTo(ReceivedAt));
    }

    [Test]
    public void ShouldTellAnIndexByItsSegmentInLtp()
    {
        Assert.That(ReadOnly(Packets.Frame(Packets.Ltp(Nifty, 1583435))).IsIndex, Is.True);
        Assert.That(ReadOnly(Packets.Frame(Packets.Ltp(Infosys, 157315))).IsIndex, Is.False);
    }

    [Test]
    public void ShouldBeEmptyByDefault()
    {
        var tick = default(KiteTick);

        Assert.That(tick.InstrumentToken, Is.Zero);
        Assert.That(tick.LastPrice, Is.EqualTo(default(Price)));
        Assert.That(tick.IsIndex, Is.False);
        Assert.That(tick.TryGetTick(ReceivedAt, out _), Is.False);
        AssertNoQuote(tick);
        AssertNoFull(tick);
    }

    [TestCase(-1)]
    [TestCase(5)]
    public void ShouldHaveNoOtherLevels(int index) => Assert.That(
        () => ReadOnly(Packets.Frame(Packets.Full(Infosys, 100, 1))).Bids[index],
        Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static byte[] Recorded(string mode) =>
        File.ReadAllBytes(SharedData.PathOf("kite", $"{mode}Mode_binary.packet"));

    private static KiteTick ReadOnly(byte[] bytes)
    {
        var frame = new TickFrame(bytes);
        Assert.That(frame.TryRead(out var tick), Is.True);
        Assert.That(frame.TryRead(out _), Is.False);
        Assert.That(frame.Fault, Is.EqualTo(KiteFrameFault.None));
        Assert.That((frame.PacketCount, frame.UnknownPacketCount), Is.EqualTo((1, 0)));
        return tick;
    }

    private static KiteDepthLevel Level((uint Quantity, int Price, short Orders) level) =>
        new(Price.FromDecimal(level.Price / 100m), level.Quantity, level.Orders);

    private static void AssertRecordedQuote(KiteTick tick)
    {
        Assert.That(tick.InstrumentToken, Is.EqualTo(884737));
        Assert.That(tick.LastPrice, Is.EqualTo(Price.Parse("392.95")));
        Assert.That(tick.LastQuantity, Is.EqualTo(2));
        Assert.That(tick.AveragePrice, Is.EqualTo(Price.Parse("403.07")));
        Assert.That(tick.Volume, Is.EqualTo(22261032));
        Assert.That((tick.BuyQuantity, tick.SellQuantity), Is.EqualTo((5617L, 0L)));
        Assert.That(tick.Open, Is.EqualTo(Price.Parse("420")));
        Assert.That(tick.High, Is.EqualTo(Price.Parse("420.9")));
        Assert.That(tick.Low, Is.EqualTo(Price.Parse("390.1")));
        Assert.That(tick.Close, Is.EqualTo(Price.Parse("414.1")));
        Assert.That(tick.Change, Is.EqualTo(Price.Parse("-21.15")));
    }

    private static void AssertNoQuote(KiteTick tick)
    {
        Assert.That(
            (tick.LastQuantity, tick.Volume, tick.BuyQuantity, tick.SellQuantity),
            Is.EqualTo((0L, 0L, 0L, 0L)));
        Assert.That(tick.AveragePrice, Is.EqualTo(default(Price)));
        Assert.That(tick.Open, Is.EqualTo(default(Price)));
        Assert.That(tick.High, Is.EqualTo(default(Price)));
        Assert.That(tick.Low, Is.EqualTo(default(Price)));
        Assert.That(tick.Close, Is.EqualTo(default(Price)));
        Assert.That(tick.Change, Is.EqualTo(default(Price)));
    }

    private static void AssertNoFull(KiteTick tick)
    {
        Assert.That(tick.LastTradeTime, Is.Null);
        Assert.That(tick.ExchangeTime, Is.Null);
        Assert.That(
            (tick.OpenInterest, tick.OpenInterestHigh, tick.OpenInterestLow), Is.EqualTo((0L, 0L, 0L)));
        Assert.That((tick.Bids.Count, tick.Offers.Count), Is.EqualTo((0, 0)));
    }
}
