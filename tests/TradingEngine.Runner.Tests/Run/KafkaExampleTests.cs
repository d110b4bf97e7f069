using TradingEngine.TestKit;

namespace TradingEngine.Runner.Tests.Run;

/// <summary>The code of the README of TradingEngine.Kafka is that of a project that was compiled, and it works.</summary>
[TestFixture]
public sealed class KafkaExampleTests
{
    private static readonly string Readme = Read("src/TradingEngine.Kafka/README.md");

    [Test]
    public void ShouldShowTheCodeThatIsCompiled() =>
        Assert.That(Readme, Does.Contain($"```csharp\n{Read("tests/TradingEngine.KafkaExample/Program.cs")}```\n"));

    [Test]
    public void ShouldPrintWhatTheReadmeSays()
    {
        using var example = BackgroundRunner.StartProgram(
            Path.Combine(AppContext.BaseDirectory, "TradingEngine.KafkaExample.dll"));

        Assert.That(example.WaitForExit(), Is.Zero, example.Text);
        Assert.That(example.Text.Trim(), Is.EqualTo("10 of 1001 held"));
        Assert.That(Readme, Does.Contain("prints `10 of 1001 held`"));
    }

    private static string Read(string path) =>
        File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, path)).ReplaceLineEndings("\n");
}
