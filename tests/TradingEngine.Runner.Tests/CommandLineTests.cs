namespace TradingEngine.Runner.Tests;

[TestFixture]
public sealed class CommandLineTests
{
    [TestCase("--ticks must be a whole number from 1000 to 100000000, not 'many'", "demo", "--ticks", "many")]
    [TestCase("--ticks must be a whole number from 1000 to 100000000, not '999'", "demo", "--ticks", "999")]
    [TestCase("--seed must be a whole number from 0 to 2147483647, not '-1'", "demo", "--seed", "-1")]
    [TestCase("--signals must be a whole number from 0 to 1000000, not '1.5'", "demo", "--signals", "1.5")]
    [TestCase("--instruments must be a whole number from 1 to 1000, not '0'", "demo", "--instruments", "0")]
    [TestCase("--strategies must be a whole number from 1 to 30, not '31'", "demo", "--strategies", "31")]
    [TestCase("--seconds must be a whole number from 0 to 3600, not '3601'", "demo", "--seconds", "3601")]
    [TestCase("--topology must be one of fused, stages, inline, not 'fast'", "demo", "--topology", "fast")]
    [TestCase("--topology must be one of fused, stages, inline, not 'fast'", "replay", "x", "--topology", "fast")]
    [TestCase("--slippage-percent must be a number from 0 to 100, not '-1'", "replay", "x", "--slippage-percent", "-1")]
    [TestCase("--commission-percent must be a number from 0 to 100, not 'x'", "replay", "y", "--commission-percent=x")]
    [TestCase("--calendar must be one of", "replay", "x", "--calendar", "XLON")]
    [TestCase("--set must be Key=Value, not 'x'", "check-config", "--set", "x")]
    [TestCase("--seed", "demo", "--seed")]
    [TestCase("--colour", "demo", "--colour")]
    [TestCase("", "replay")]
    [TestCase("", "dance")]
    public void ShouldRefuseWrongUsageWithOneLine(string message, params string[] arguments)
    {
        var result = RunnerProcess.Run(arguments);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
            Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
            Assert.That(result.Error, Does.Contain(message));
            Assert.That(result.Output, Is.Empty);
        }
    }

    [TestCase("demo")]
    [TestCase("replay")]
    public void ShouldDescribeACommand(string command)
    {
        var result = RunnerProcess.Run(command, "--help");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done));
            Assert.That(result.Output, Does.Contain("--topology"));
            Assert.That(result.Error, Is.Empty);
        }
    }
}
