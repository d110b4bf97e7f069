namespace TradingEngine.LatencyLab.Measures;

/// <summary>Lets contenders take turns, so that a disturbance of the machine hits all of them.</summary>
internal static class Rounds
{
    /// <summary>Measures each contender once a round.</summary>
    /// <returns>The spread of each contender's figure.</returns>
    public static Spread[] Alternate<TSpec>(int roundCount, TSpec[] specs, Func<TSpec, double> measure) =>
        [.. Collect(roundCount, specs, measure).Select(Spread.Of)];

    /// <summary>Measures each contender once a round; odd rounds go through them backwards.</summary>
    /// <returns>All results of each contender.</returns>
    public static List<TResult>[] Collect<TSpec, TResult>(int roundCount, TSpec[] specs, Func<TSpec, TResult> measure)
    {
        var results = new List<TResult>[specs.Length];
        for (var i = 0; i < specs.Length; i++)
        {
            results[i] = [];
        }

        for (var round = 0; round < roundCount; round++)
        {
            for (var i = 0; i < specs.Length; i++)
            {
                var index = round % 2 == 0 ? i : specs.Length - 1 - i;
                results[index].Add(measure(specs[index]));
            }

            Console.Error.WriteLine($"  round {round + 1} of {roundCount} is done");
        }

        return results;
    }
}
