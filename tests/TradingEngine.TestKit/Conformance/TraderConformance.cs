using NUnit.Framework;

namespace TradingEngine.TestKit.Conformance;

/// <summary>
/// What every trader must do. Derive it with your trader's stage, and each contract that it can be held to is a test.
/// </summary>
/// <typeparam name="TStage">The trader's counterparty.</typeparam>
[TestFixture]
public abstract class TraderConformance<TStage>
    where TStage : ITraderStage, new()
{
    /// <summary>The contracts that the stage's features call for, one test each.</summary>
    internal static IEnumerable<TestCaseData> Contracts =>
        TraderContracts.For(new TStage().Features)
            .Select(contract => new TestCaseData(contract).SetName(contract.Name));

    /// <summary>Holds the trader to one contract.</summary>
    [TestCaseSource(nameof(Contracts))]
    public Task ShouldKeep(TraderContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return contract.RunAsync(new TStage());
    }
}
