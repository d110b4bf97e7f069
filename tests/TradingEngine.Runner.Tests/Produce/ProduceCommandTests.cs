using TradingEngine.TestKit;

namespace TradingEngine.Runner.Tests.Produce;

/// <summary>A recorded day goes into a broker of another process.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "There is no signal to send to another process.")]
public sealed class ProduceCommandTests
{
    [TestCase("max")]
    [TestCase("20000")]
    public void ShouldProduceTheWholeDay(string speed)
    {
        var folder = SharedData.PathOf("nse-2019-07-09");
        using var broker = BackgroundRunner.Start("broker");
        var servers = broker.WaitForLine("Bootstrap servers: ");

        var result = RunnerProcess.Run("produce", folder, "--bootstrap-servers", servers, "--speed", speed);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done), result.Error);
            Assert.That(result.Output, Does.Contain("100 %"));
            Assert.That(result.Output, Does.Contain("Produced 1,508 ticks and 10 signals"));
            Assert.That(result.Output, Does.Contain("1,518 messages acknowledged"));
        }

        Assert.That(broker.Terminate(), Is.EqualTo(ExitStatus.Done));
    }

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("fast")]
    public void ShouldRefuseASpeedThatIsNone(string speed)
    {
        var result = RunnerProcess.Run("produce", ".", $"--speed={speed}");

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
        Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("--speed must be a number above 0"));
    }

    [Test]
    public void ShouldSayWhereThereIsNoDay()
    {
        var result = RunnerProcess.Run("produce", "no-such-folder");

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
        Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("produce failed: "));
    }
}
