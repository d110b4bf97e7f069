using TradingEngine.Orders;
using TradingEngine.TestKit.Conformance;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders;

namespace TradingEngine.Tests.Conformance;

/// <summary>The contracts bite: traders with one mistake each break those that this mistake is about.</summary>
[TestFixture]
public sealed class TraderContractsTests
{
    private static IEnumerable<TestCaseData> BrokenTraders()
    {
        yield return Case(
            "delta",
            (inner, _) => new DeltaTrader(inner),
            "ShouldTellTheWholeOfPartialFills",
            "ShouldFillInParts",
            "ShouldCancelTheRest");
        yield return Case(
            "tag",
            (inner, broker) => new TagChangingTrader(inner, broker),
            "ShouldSendTheTagUnchanged",
            "ShouldSendASignalOnce",
            "ShouldSendAnOrderOnce",
            "ShouldFindALostAnswer",
            "ShouldFindOrdersOfAnEarlierTrader");
        yield return Case(
            "refusal",
            (inner, _) => new AgreeableTrader(inner),
            "ShouldSayWhyAnOrderIsRefused",
            "ShouldGoOnAfterARefusal");
        yield return Case(
            "secret",
            (inner, _) => new TalkativeTrader(inner, new SimulatedStage().Secrets[0]),
            "ShouldKeepSecrets");

        static TestCaseData Case(
            string name, Func<ITrader, SimulatedBroker, ITrader> breaks, params string[] contracts) =>
            new TestCaseData(breaks, contracts).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(BrokenTraders))]
    public async Task ShouldFindTheMistake(Func<ITrader, SimulatedBroker, ITrader> breaks, string[] contracts)
    {
        var broken = new List<string>();
        foreach (var contract in TraderContracts.All)
        {
            if (await IsBrokenAsync(contract, new BrokenStage(breaks)))
            {
                broken.Add(contract.Name);
            }
        }

        TestContext.Out.WriteLine(string.Join(", ", broken));
        Assert.That(contracts, Is.SubsetOf(broken));
        Assert.That(broken, Does.Not.Contain("ShouldFill"));
    }

    [Test]
    public void ShouldRunOnlyWhatIsOffered()
    {
        Assert.That(TraderContracts.For(TraderFeatures.All), Is.EqualTo(TraderContracts.All));
        Assert.That(TraderContracts.For(TraderFeatures.None).Select(contract => contract.Name), Is.EqualTo(new[]
        {
            "ShouldFill", "ShouldReportAFill", "ShouldStandManyOrders", "ShouldStopTwice",
        }));
        Assert.That(TraderContracts.All.Select(contract => contract.Name), Is.Unique);
    }

    private static async Task<bool> IsBrokenAsync(TraderContract contract, ITraderStage stage)
    {
        // Without a context of its own a failed assertion would be one of this test.
        using (new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext())
        {
            try
            {
                await contract.RunAsync(stage, TimeSpan.FromSeconds(2));
                return false;
            }
            catch (Exception exception) when (exception is AssertionException or InvalidOperationException
                or KeyNotFoundException)
            {
                return true;
            }
        }
    }
}
