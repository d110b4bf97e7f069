namespace TradingEngine.Simulation;

/// <summary>Whether the invariants would find a defect: each is put in on purpose.</summary>
[TestFixture]
public sealed class PlantedBugTests
{
    private const int SeedsMax = 300;

    [TestCase(PlantedBug.UnsyncedIntent, "intent is not on disk")]
    [TestCase(PlantedBug.ForgottenSignals, "which was decided before")]
    [TestCase(PlantedBug.UnheldEvents, "has acknowledged nothing")]
    [TestCase(PlantedBug.EarlyRelease, "has acknowledged nothing")]
    [TestCase(PlantedBug.DoubledPartialFill, "the positions are")]
    public void ShouldFindPlantedBug(PlantedBug bug, string violation)
    {
        var found = Enumerable.Range(0, SeedsMax).FirstOrDefault(seed => Run.Of(seed, bug).Violation is not null, -1);

        Assert.That(found, Is.GreaterThanOrEqualTo(0), $"no seed below {SeedsMax} finds it");
        Assert.That(Run.Of(found, bug).Violation, Does.Contain(violation));
        var shortest = Shrinker.Shrink(Plan.Make(found), rest => Run.Of(rest, found, bug).Violation is not null);
        TestContext.Out.WriteLine($"seed {found}, {shortest.Count} steps\n{Run.Of(shortest, found, bug).Trace}");
    }
}
