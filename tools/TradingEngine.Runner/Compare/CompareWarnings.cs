namespace TradingEngine.Runner.Compare;

/// <summary>What a person should know of a side before the comparison is believed.</summary>
internal static class CompareWarnings
{
    /// <summary>Tells of events that were not read, and of more than one trader.</summary>
    public static void Write(TextWriter output, TraceSet side)
    {
        var (count, first) = (side.Reader.RefusedCount, side.Reader.FirstRefused);
        foreach (var refused in first)
        {
            output.WriteLine($"{side.Name}, {refused}");
        }

        if (count > 0)
        {
            var shown = count > first.Count ? $", the first {first.Count} are shown" : "";
            var events = count == 1 ? "1 event was" : $"{count} events were";
            output.WriteLine($"Warning: {events} not read of {side.Name}{shown}.");
        }

        if (side.Traders.Count > 1)
        {
            var traders = string.Join(", ", side.Traders);
            output.WriteLine($"Warning: {side.Name} has events of {traders}: what they did for one signal adds up.");
        }
    }
}
