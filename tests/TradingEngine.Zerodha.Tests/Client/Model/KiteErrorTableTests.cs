using TradingEngine.TestKit;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Tests.Client.Model;

/// <summary>The table in the code is the one that is written down.</summary>
[TestFixture]
public sealed class KiteErrorTableTests
{
    [Test]
    public void ShouldStandInTheReadme()
    {
        var path = Path.Combine(SharedData.RepositoryRoot, "src", "TradingEngine.Zerodha", "Client", "README.md");
        var rows = File.ReadLines(path)
            .SkipWhile(line => !line.StartsWith("| Meaning |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'));

        Assert.That(rows, Is.EqualTo(KiteErrorTable.Rules.Select(Write)));
    }

    [Test]
    public void ShouldEndWithARowForEverything()
    {
        for (var status = 200; status < 600; status++)
        {
            Assert.That(KiteErrorTable.Rules.Any(rule => rule.Fits(status, KiteErrorTable.GeneralError, " ")), Is.True);
        }

        Assert.That(KiteErrorTable.Find(100, "InputException", ""), Is.EqualTo(KiteErrorKind.Unknown));
    }

    [TestCase("COMPLETE", KiteOrderStatus.Final)]
    [TestCase("CANCELLED", KiteOrderStatus.Final)]
    [TestCase("REJECTED", KiteOrderStatus.Final)]
    [TestCase("OPEN", KiteOrderStatus.Resting)]
    [TestCase("TRIGGER PENDING", KiteOrderStatus.Resting)]
    [TestCase("PUT ORDER REQ RECEIVED", KiteOrderStatus.Interim)]
    [TestCase("PUT ORDER REQUEST RECEIVED", KiteOrderStatus.Interim)]
    [TestCase("VALIDATION PENDING", KiteOrderStatus.Interim)]
    [TestCase("OPEN PENDING", KiteOrderStatus.Interim)]
    [TestCase("MODIFY VALIDATION PENDING", KiteOrderStatus.Interim)]
    [TestCase("MODIFY PENDING", KiteOrderStatus.Interim)]
    [TestCase("CANCEL PENDING", KiteOrderStatus.Interim)]
    [TestCase("AMO REQ RECEIVED", KiteOrderStatus.Interim)]
    [TestCase("UPDATE", KiteOrderStatus.Interim)]
    [TestCase("CANCELLED AMO", KiteOrderStatus.Unknown)]
    [TestCase("complete", KiteOrderStatus.Unknown)]
    [TestCase("", KiteOrderStatus.Unknown)]
    public void ShouldKnowTheStatuses(string status, KiteOrderStatus kind)
    {
        Assert.That(KiteOrderStatuses.Find(status), Is.EqualTo(kind));
    }

    private static string Write(KiteErrorRule rule) =>
        $"| {rule.Meaning} | {(rule.StatusMin == rule.StatusMax ? $"{rule.StatusMin}" : $"{rule.StatusMin}-{rule.StatusMax}")} "
        + $"|{Cell(rule.ErrorTypes)}|{Cell(rule.Words)}| {rule.Kind} |";

    private static string Cell(string[] values) =>
        values.Length == 0 ? " " : $" {string.Join(", ", values.Select(value => value.Trim()))} ";
}
