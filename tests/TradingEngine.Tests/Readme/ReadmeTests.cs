using System.Text.RegularExpressions;
using TradingEngine.Model;
using TradingEngine.TestKit;

namespace TradingEngine.Tests.Readme;

/// <summary>The README's code is the code of a project that was compiled, and it prints what the README says.</summary>
[TestFixture]
[NonParallelizable]
public sealed class ReadmeTests
{
    private static readonly string ReadmeText = ReadFile("README.md");

    [TestCase(0, "tests/TradingEngine.HostExample/Program.cs")]
    [TestCase(1, "tests/TradingEngine.ReadmeExample/Program.cs")]
    [TestCase(2, "tests/TradingEngine.ReadmeExample/EchoTrader.cs")]
    public void ShouldShowTheCodeThatIsCompiled(int block, string file) =>
        Assert.That(Blocks("csharp")[block], Is.EqualTo(ReadFile(file).TrimEnd('\n')));

    [Test]
    public void ShouldNameTestsThatExist()
    {
        var section = ReadmeText.Split("### What happens when")[1].Split("\n## ")[0];
        var names = Regex.Matches(section, "`(?<name>\\w+Tests)`").Select(match => match.Groups["name"].Value).ToHashSet();
        var files = Directory
            .EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension);

        Assert.That(names, Has.Count.GreaterThan(10));
        Assert.That(names, Is.SubsetOf(files));
    }

    [Test]
    public void ShouldShowWhatTheExamplePrints()
    {
        var console = Console.Out;
        using var printed = new StringWriter();
        Console.SetOut(printed);
        try
        {
            typeof(EchoTrader).Assembly.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.That(printed.ToString().TrimEnd(), Is.EqualTo(Blocks("text")[0]));
    }

    [Test]
    public async Task ShouldRunTheTraderThatItShows()
    {
        await using var test = await TestEngine.StartAsync(
            Topology.Fused, builder => builder.AddTrader<EchoTrader>("echo").RouteOthers("echo"));
        test.Engine.Publish(Make.Signal("a"));

        var placed = test.Drain().Single();

        Assert.That(placed.Type, Is.EqualTo(OrderEventType.Placed));
        Assert.That(placed.BrokerOrderId, Is.EqualTo($"echo-{placed.OrderId}"));
    }

    [Test]
    public void ShouldNameEveryReason()
    {
        foreach (var reason in Enum.GetValues<RejectReason>().Where(reason => reason != RejectReason.None))
        {
            Assert.That(ReadmeText, Does.Contain($"| {reason} | `{reason.ToKey()}` |"));
        }
    }

    private static string ReadFile(string path) =>
        File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, path)).ReplaceLineEndings("\n");

    private static List<string> Blocks(string language) =>
        [.. ReadmeText.Split($"```{language}\n").Skip(1).Select(rest => rest[..rest.IndexOf("\n```", StringComparison.Ordinal)])];
}
