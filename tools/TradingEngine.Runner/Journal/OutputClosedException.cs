namespace TradingEngine.Runner.Journal;

/// <summary>Nobody reads the output any more.</summary>
internal sealed class OutputClosedException(IOException inner) : Exception("The output is closed.", inner);
