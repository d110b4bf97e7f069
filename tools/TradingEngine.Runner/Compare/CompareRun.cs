namespace TradingEngine.Runner.Compare;

/// <summary>Compares, and tells what came of it.</summary>
internal static class CompareRun
{
    /// <summary>Runs to the end.</summary>
    /// <returns>The exit status: failed where the gate is not passed, or where a side cannot be read.</returns>
    public static int Execute(CompareOptions options)
    {
        using var interrupt = new Interrupt();
        try
        {
            using var left = TraceSources.Open(options.Left, options.Filter);
            using var right = TraceSources.Open(options.Right, options.Filter);
            return Tell(options, Comparer.Compare(left, right, interrupt.Token));
        }
        catch (OperationCanceledException)
        {
            return ExitStatus.Interrupted;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine($"compare failed: {exception.Message}");
            return ExitStatus.Failed;
        }
    }

    private static int Tell(CompareOptions options, Comparison comparison)
    {
        Warn(comparison.Left);
        Warn(comparison.Right);
        var verdict = options.Gate?.Judge(comparison, options.SignalsMin);
        if (options.IsJson)
        {
            using var output = new BufferedStream(Console.OpenStandardOutput(), 64 * 1024);
            CompareJson.Write(output, comparison, verdict);
        }
        else
        {
            CompareText.Write(Console.Out, comparison, verdict);
        }

        return verdict is { IsPassed: false } ? ExitStatus.Failed : ExitStatus.Done;
    }

    private static void Warn(TraceSet side)
    {
        foreach (var refused in side.Reader.FirstRefused)
        {
            Console.Error.WriteLine($"{side.Name}, {refused}");
        }

        if (side.Reader.RefusedCount > 0)
        {
            var shown = side.Reader.RefusedCount > side.Reader.FirstRefused.Count
                ? $", the first {side.Reader.FirstRefused.Count} are shown"
                : "";
            var events = side.Reader.RefusedCount == 1 ? "1 event was" : $"{side.Reader.RefusedCount} events were";
            Console.Error.WriteLine($"Warning: {events} not read of {side.Name}{shown}.");
        }

        if (side.Traders.Count > 1)
        {
            Console.Error.WriteLine(
                $"Warning: {side.Name} has events of {string.Join(", ", side.Traders)}: what they did for one signal adds up.");
        }
    }
}
