namespace TradingEngine.Simulation;

/// <summary>What became of a run.</summary>
/// <param name="Trace">What happened, a line each.</param>
/// <param name="Violation">What must not be and was; null where all was well.</param>
internal sealed record Run(string Trace, string? Violation)
{
    /// <summary>Runs the steps of a seed.</summary>
    public static Run Of(int seed, PlantedBug bug = PlantedBug.None) => Of(Plan.Make(seed), seed, bug);

    /// <summary>Runs some steps, up to the first violation or to a good end.</summary>
    public static Run Of(IReadOnlyList<Step> steps, int seed, PlantedBug bug)
    {
        // With the context of the test runner what a call continues with would run on a thread of the pool.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        var world = new World(bug, seed);
        try
        {
            var runner = new StepRunner(world);
            for (var i = 0; i < steps.Count && world.Witness.Violation is null; i++)
            {
                world.Trace.Add($"{i + 1}. {steps[i]}");
                runner.Run(steps[i]);
            }

            if (world.Witness.Violation is null)
            {
                new Ending(world).Run();
            }
        }
        catch (Exception exception)
        {
            world.Witness.Fail($"it threw {exception}");
        }
        finally
        {
            world.Bury();
            SynchronizationContext.SetSynchronizationContext(context);
        }

        return new Run(world.Trace.ToString(), world.Witness.Violation);
    }
}
