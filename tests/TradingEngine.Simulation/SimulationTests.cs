using System.Globalization;

namespace TradingEngine.Simulation;

/// <summary>Runs the real engine on one thread against everything that can fail, by seeds.</summary>
[TestFixture]
public sealed class SimulationTests
{
    private const int SeedsPerCase = 100;
    private const int DefaultSeeds = 1_000;

    private static int SeedCount =>
        ReadNumber("TRADINGENGINE_SIMULATION_SEEDS") is { } count ? count : DefaultSeeds;

    private static IEnumerable<int> FirstSeeds() =>
        Enumerable.Range(0, (SeedCount + SeedsPerCase - 1) / SeedsPerCase).Select(index => index * SeedsPerCase);

    [TestCaseSource(nameof(FirstSeeds))]
    public void ShouldHoldAllInvariants(int firstSeed)
    {
        var last = Math.Min(firstSeed + SeedsPerCase, SeedCount);
        for (var seed = firstSeed; seed < last; seed++)
        {
            Report.FailIfViolated(seed, Run.Of(seed));
        }
    }

    [Test]
    public void ShouldHoldAllInvariantsOfOneSeed()
    {
        if (ReadNumber("TRADINGENGINE_SIMULATION_SEED") is not { } seed)
        {
            Assert.Ignore("Set TRADINGENGINE_SIMULATION_SEED to run one seed and see its trace.");
            return;
        }

        var run = Run.Of(seed);
        TestContext.Out.WriteLine(run.Trace);
        Report.FailIfViolated(seed, run);
    }

    [Test]
    public void ShouldDoTheSameForTheSameSeed()
    {
        for (var seed = 0; seed < SeedsPerCase; seed++)
        {
            var first = Run.Of(seed);
            var second = Run.Of(seed);
            Assert.That(second.Trace, Is.EqualTo(first.Trace), $"seed {seed}");
        }
    }

    /// <summary>A simulation in which nothing happens finds nothing.</summary>
    [Test]
    public void ShouldReachEveryKindOfTrouble()
    {
        string[] troubles =
        [
            "the machine is gone", "the process is gone", "the start fails", "stopped", "the journal does not know",
            "rejected Halted", "rejected Stale", "sink gets PartiallyFilled", "sink gets Cancelled", "sink gets Unknown",
            "alert JournalFailed", "alert LaneFull", "alert OrderReconciled", "alert ReconciliationFailed",
            "alert CancelFailed", "alert SinkFailed", "alert TraderAnswerInvalid",
        ];

        var traces = Enumerable.Range(0, 3 * SeedsPerCase).Select(seed => Run.Of(seed).Trace).ToList();

        foreach (var trouble in troubles)
        {
            Assert.That(
                traces.Count(trace => trace.Contains(trouble, StringComparison.Ordinal)),
                Is.GreaterThanOrEqualTo(3),
                trouble);
        }
    }

    private static int? ReadNumber(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
