using TradingEngine.Runner.Tests.Strategies;

namespace TradingEngine.Runner.Tests.Rollout;

/// <summary>An engine that trades while somebody else says who trades what.</summary>
[Parallelizable]
[TestFixture]
[Platform(Exclude = "Win", Reason = "There is no signal to send to another process.")]
public sealed class RunningEngineTests
{
    [Test]
    public void ShouldTradeAsAShadowAndBeRolledBackWhileItRuns()
    {
        using var folder = new StrategyFolder();
        using var engine = folder.Start(
            "run", "--embedded", "--live-sim", "--day-seconds", "60", "--progress-seconds", "1");
        engine.WaitForLine("A broker like Zerodha answers at ");

        var toShadow = folder.Done("strategies", "enable", "momentum-1", "--trader", "zerodha", "--mode", "shadow");

        Assert.That(
            toShadow, Is.EqualTo("momentum-1: paper live, zerodha live → paper live, zerodha shadow.\n"));
        engine.WaitForLog("routes changed: momentum-1: paper live, zerodha live → paper live, zerodha shadow.");
        engine.WaitForMatch(@"\| zerodha\.shadow [1-9]\d* fills, ");

        var toOff = folder.Done("rollout", "rollback", "momentum-1");

        Assert.That(toOff, Is.EqualTo("momentum-1: paper live, zerodha shadow → paper live.\n"));
        engine.WaitForLog("routes changed: momentum-1: paper live, zerodha shadow → paper live.");
        engine.Signal("INT");
        Assert.That(engine.WaitForExit(), Is.EqualTo(ExitStatus.Done), engine.Text);
        Assert.That(engine.Text, Does.Match(@"\d+ signals with orders\. Live: \d+ filled"));
        Assert.That(engine.Text, Does.Contain("Slippage of live against paper over "));
    }
}
