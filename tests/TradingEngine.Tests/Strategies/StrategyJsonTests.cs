using System.Text;
using CsCheck;
using TradingEngine.Risk;
using TradingEngine.Strategies;

namespace TradingEngine.Tests.Strategies;

/// <summary>Strategies as JSON and back.</summary>
[TestFixture]
public sealed class StrategyJsonTests
{
    private static readonly Gen<string?> Json = Gen.Int[0, 4]
        .Select(one => one switch { 0 => null, 1 => "{}", 2 => "[256265,1001]", 3 => "{\"a\":\"ü\"}", _ => "\"x\"" });

    private static readonly Gen<StrategyTrader> Trader =
        from name in Gen.Int[0, 2].Select(one => one switch { 0 => "paper", 1 => "zerodha", _ => "a \"quoted\" one" })
        from mode in Gen.Enum<TraderMode>()
        from share in Gen.Int[0, 10_000]
        from terms in Json
        select new StrategyTrader(name, mode) { SharePercent = share / 100m, Terms = terms };

    private static readonly Gen<RiskLimits?> Limits = Gen.OneOf(
        Gen.Const(() => (RiskLimits?)null),
        from quantity in Gen.Long[1, long.MaxValue]
        from loss in Gen.Decimal[0.01m, 1e12m]
        from age in Gen.Long[1, TimeSpan.TicksPerDay]
        from orders in Gen.Int[1, 100_000]
        select (RiskLimits?)new RiskLimits
        {
            OrderQuantityMax = quantity,
            DailyLossMax = loss,
            PriceAgeMax = new TimeSpan(age),
            OrdersPerSecondMax = orders,
            OpenOrdersMax = orders,
            PositionQuantityMax = quantity,
            OrderNotionalMax = loss,
            PriceCollarPercent = 2.5m,
        });

    private static readonly Gen<StrategyConfiguration> Strategy =
        from id in Gen.String[1, 20]
        from flags in Gen.Int[0, 15]
        from zerodha in Gen.Int[0, 2].Select(one => one switch { 0 => null, 1 => (bool?)true, _ => false })
        from instruments in Json
        from parameters in Json
        from traders in Trader.List[0, 3]
        from limits in Limits
        select new StrategyConfiguration(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(id)))
        {
            IsActive = (flags & 1) != 0,
            IsSuspended = (flags & 2) != 0,
            Type = (flags & 4) != 0 ? "MOMENTUM" : null,
            ZerodhaTradingEnabled = zerodha,
            Instruments = instruments,
            Parameters = parameters,
            Traders = traders,
            Limits = limits,
        };

    [Test]
    public void ShouldReadWhatItWrote() => Strategy.List[0, 5].Sample(strategies =>
    {
        var set = new StrategySet
        {
            Strategies = strategies,
            TraderSwitches = new Dictionary<string, bool> { ["paper"] = true, ["zerodha"] = false },
            Others = strategies.Count % 2 == 0 ? ["paper"] : null,
        };
        var text = StrategyJson.Write(set);
        var read = StrategyJson.ReadSet(Encoding.UTF8.GetBytes(text));

        Assert.That(read.Strategies, Is.EqualTo(set.Strategies));
        Assert.That(read.TraderSwitches, Is.EqualTo(set.TraderSwitches));
        Assert.That(read.Others, Is.EqualTo(set.Others));
        Assert.That(StrategyJson.Write(read), Is.EqualTo(text));
    });

    [TestCase("[]", "one JSON object")]
    [TestCase("{", "not valid JSON")]
    [TestCase("""{"strategies":{}}""", "'strategies' is not known, or of another type")]
    [TestCase("""{"strategies":[{"id":7}]}""", "strategy number 1, field id")]
    [TestCase("""{"strategies":[{"id":"m","is_active":"yes"}]}""", "strategy 'm', field is_active: must be true or false, not \"yes\"")]
    [TestCase("""{"strategies":[{"id":"m","isactive":true}]}""", "strategy 'm', field isactive: is not known")]
    [TestCase("""{"strategies":[{"id":"m","traders":{}}]}""", "strategy 'm', field traders: must be an array")]
    [TestCase("""{"strategies":[{"id":"m","traders":[{"mode":"live"}]}]}""", "trader number 1, field trader: must name a trader")]
    [TestCase("""{"strategies":[{"id":"m","traders":[{"trader":"paper","mode":"lvie"}]}]}""", "must be live, shadow or off, not \"lvie\"")]
    [TestCase("""{"strategies":[{"id":"m","traders":[{"trader":"paper","share_percent":"10"}]}]}""", "share_percent: must be a number, not \"10\"")]
    [TestCase("""{"strategies":[{"id":"m","limits":{"OrderQuantity":1}}]}""", "limit OrderQuantity: there is no such limit")]
    [TestCase("""{"strategies":[{"id":"m","limits":{"OpenOrdersMax":1.5}}]}""", "limit OpenOrdersMax: must be a whole number")]
    [TestCase("""{"strategies":[{"id":"m","limits":{"PriceAgeMax":5}}]}""", "limit PriceAgeMax: must be a time")]
    [TestCase("""{"traders":{"paper":1}}""", "traders, field paper: must be true or false")]
    public void ShouldNameThePlaceOfAMistake(string json, string expected)
    {
        var exception = Assert.Throws<StrategySourceException>(() => StrategyJson.ReadSet(Encoding.UTF8.GetBytes(json)));

        Assert.That(exception!.Message, Does.Contain(expected));
    }
}
