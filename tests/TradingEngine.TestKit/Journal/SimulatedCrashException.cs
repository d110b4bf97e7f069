namespace TradingEngine.TestKit.Journal;

/// <summary>
/// The process does not live any more: what it does on a <see cref="MemoryJournalFiles"/> has no effect.
/// </summary>
public sealed class SimulatedCrashException : IOException
{
    public SimulatedCrashException()
        : base("The process has crashed, as the simulation wanted.")
    {
    }
}
