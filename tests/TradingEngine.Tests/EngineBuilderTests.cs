using TradingEngine.TestKit;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests;

[TestFixture]
public sealed class EngineBuilderTests
{
    [Test]
    public void ShouldListTheKnownTradersWhereARouteNamesAnother()
    {
        var builder = new EngineBuilder().AddTrader<PaperTrader>("paper").AddTrader<PaperTrader>("shadow").RouteOthers("papre");

        Assert.That(builder.Build, Throws.ArgumentException.With.Message.Contains("'papre'").And.Message.Contains("paper, shadow"));
    }

    [Test]
    public void ShouldNameEverythingThatIsWrongAtOnce()
    {
        var builder = new EngineBuilder().Configure(options =>
        {
            options.RingSize = 1_000;
            options.LaneCount = 0;
            options.SignalAgeLimit = TimeSpan.FromSeconds(-5);
            options.Topology = (Topology)77;
        });

        Assert.That(builder.Build, Throws.ArgumentException
            .With.Message.Contains("RingSize must be a power of two").And.Message.Contains("1000")
            .And.Message.Contains("LaneCount").And.Message.Contains("SignalAgeLimit")
            .And.Message.Contains("Topology").And.Message.Contains("No trader"));
    }

    [Test]
    public void ShouldRefuseTwoTradersOfOneName()
    {
        var builder = new EngineBuilder().AddTrader<PaperTrader>("paper");

        Assert.That(() => builder.AddTrader<PaperTrader>("paper"), Throws.ArgumentException.With.Message.Contains("'paper'"));
        Assert.That(() => builder.AddTrader<PaperTrader>(" "), Throws.ArgumentException);
    }

    [Test]
    public void ShouldRefuseInlineWithManyProducers()
    {
        var builder = new EngineBuilder().AddTrader<PaperTrader>("paper").Configure(options =>
        {
            options.Topology = Topology.Inline;
            options.Producers = TradingEngine.Ingress.Producers.Many;
        });

        Assert.That(builder.Build, Throws.ArgumentException.With.Message.Contains("Producers"));
    }

    [Test]
    public void ShouldTakeSixtyFourTraders()
    {
        var builder = new EngineBuilder();
        for (var i = 0; i < 64; i++)
        {
            builder.AddTrader<PaperTrader>($"paper {i}");
        }

        Assert.That(() => builder.AddTrader<PaperTrader>("one more"), Throws.ArgumentException.With.Message.Contains("64"));
    }

    [Test]
    public async Task ShouldReachEverySixtyFourthTrader()
    {
        await using var test = await TestEngine.StartAsync(Topology.Inline, builder =>
        {
            for (var i = 0; i < 64; i++)
            {
                builder.AddTrader<PaperTrader>($"paper {i}");
            }

            builder.RouteOthers([.. Enumerable.Range(0, 64).Select(i => $"paper {i}")]);
        });
        test.Engine.Publish(Make.Tick(1, "7"));
        test.Engine.Publish(Make.Signal("a"));

        Assert.That(test.Drain().Select(e => e.Trader), Is.EqualTo(Enumerable.Range(0, 64).Select(i => $"paper {i}")));
    }

    [Test]
    public async Task ShouldNotChangeARunningEngineWithItsBuilder()
    {
        EngineBuilder? kept = null;
        await using var test = await TestEngine.StartAsync(Topology.Inline, builder =>
        {
            kept = builder.AddTrader<PaperTrader>("paper").RouteOthers("paper");
        });
        kept!.Options.RingSize = 3;
        kept.RouteOthers();
        test.Engine.Publish(Make.Tick(1, "7"));
        test.Engine.Publish(Make.Signal("a"));

        Assert.That(test.Drain(), Has.Count.EqualTo(1));
    }
}
