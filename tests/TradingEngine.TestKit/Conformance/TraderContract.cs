namespace TradingEngine.TestKit.Conformance;

/// <summary>One thing that every trader must do that offers what it takes.</summary>
/// <param name="Name">What it must do, as the name of a test.</param>
/// <param name="Needs">What has to be offered.</param>
/// <param name="Check">Does it once and asserts.</param>
public sealed record class TraderContract(string Name, TraderFeatures Needs, Func<ContractBench, Task> Check)
{
    /// <summary>Checks a trader on a stage of its own, which is disposed of then.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="patience">How long it waits for what must happen. <value>The default is a minute.</value></param>
    /// <exception cref="NUnit.Framework.AssertionException">The trader does not do it.</exception>
    public async Task RunAsync(ITraderStage stage, TimeSpan? patience = null)
    {
        await using var bench = new ContractBench(stage, patience ?? TimeSpan.FromMinutes(1));
        await Check(bench);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
