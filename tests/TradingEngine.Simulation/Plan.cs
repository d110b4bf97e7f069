namespace TradingEngine.Simulation;

/// <summary>Makes the steps of a seed.</summary>
internal static class Plan
{
    private const int StepsMin = 40;
    private const int StepsMax = 160;

    /// <summary>How often each kind comes, in parts of the sum.</summary>
    private static readonly (StepKind Kind, int Weight)[] Weights =
    [
        (StepKind.Signal, 18),
        (StepKind.DuplicateSignal, 3),
        (StepKind.Tick, 10),
        (StepKind.Worker, 28),
        (StepKind.Egress, 18),
        (StepKind.Acknowledge, 14),
        (StepKind.Commit, 5),
        (StepKind.Clock, 7),
        (StepKind.Broker, 5),
        (StepKind.ExecuteFault, 6),
        (StepKind.CancelFault, 2),
        (StepKind.ReconcileFault, 3),
        (StepKind.SinkFault, 1),
        (StepKind.ReleaseHung, 4),
        (StepKind.Cancel, 4),
        (StepKind.Ask, 2),
        (StepKind.Mode, 2),
        (StepKind.Crash, 2),
        (StepKind.CrashAt, 3),
        (StepKind.DiskFault, 1),
        (StepKind.Stop, 1),
    ];

    public static List<Step> Make(int seed)
    {
        var random = new Random(seed);
        var steps = new List<Step>();
        for (var left = random.Next(StepsMin, StepsMax); left > 0; left--)
        {
            steps.Add(new Step(Choose(random), random.Next()));
        }

        return steps;
    }

    private static StepKind Choose(Random random)
    {
        var place = random.Next(Weights.Sum(weight => weight.Weight));
        foreach (var (kind, weight) in Weights)
        {
            place -= weight;
            if (place < 0)
            {
                return kind;
            }
        }

        throw new InvalidOperationException("The weights do not add up.");
    }
}
