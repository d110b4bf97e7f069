namespace TradingEngine.Simulation;

/// <summary>Says what failed as short as it can be said.</summary>
internal static class Report
{
    public static void FailIfViolated(int seed, Run run)
    {
        if (run.Violation is not null)
        {
            Assert.Fail(Describe(seed, run));
        }
    }

    private static string Describe(int seed, Run run)
    {
        var steps = Plan.Make(seed);
        var shortest = Shrinker.Shrink(steps, rest => Run.Of(rest, seed, PlantedBug.None).Violation is not null);
        var again = Run.Of(shortest, seed, PlantedBug.None);
        return $"""
            Seed {seed}: {run.Violation}
            Shortest trace found, {shortest.Count} of {steps.Count} steps: {again.Violation}
            {again.Trace}
            The whole trace: TRADINGENGINE_SIMULATION_SEED={seed} dotnet test -c Release tests/TradingEngine.Simulation --filter ShouldHoldAllInvariantsOfOneSeed -v n
            """;
    }
}
