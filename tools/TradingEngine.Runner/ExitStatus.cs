namespace TradingEngine.Runner;

/// <summary>What the process tells its caller.</summary>
internal static class ExitStatus
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>Something failed, or lines were refused.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a setting was wrong.</summary>
    public const int WrongUsage = 2;

    /// <summary>It was ended by Ctrl+C before it was done, as shells report it: 128 and the number of the signal.</summary>
    public const int Interrupted = 130;
}
