namespace TradingEngine.Simulation;

/// <summary>Takes away steps as long as what is left still fails.</summary>
internal static class Shrinker
{
    private const int RunsMax = 600;

    public static List<Step> Shrink(IReadOnlyList<Step> steps, Func<IReadOnlyList<Step>, bool> fails)
    {
        var left = steps.ToList();
        var runs = 0;
        for (var size = left.Count / 2; size > 0; size = size == 1 && !ShrinkOnce(1) ? 0 : Math.Max(1, size / 2))
        {
            if (size > 1)
            {
                ShrinkOnce(size);
            }
        }

        return left;

        // Goes over all steps once, and takes away each piece of that size which is not needed.
        bool ShrinkOnce(int size)
        {
            var hasShrunk = false;
            for (var start = Math.Max(0, left.Count - size); runs < RunsMax; start = Math.Max(0, start - size))
            {
                var rest = left.Where((_, index) => index < start || index >= start + size).ToList();
                runs++;
                if (rest.Count < left.Count && fails(rest))
                {
                    left = rest;
                    hasShrunk = true;
                }

                if (start == 0)
                {
                    return hasShrunk;
                }
            }

            return false;
        }
    }
}
