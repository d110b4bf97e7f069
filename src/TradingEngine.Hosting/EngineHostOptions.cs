namespace TradingEngine.Hosting;

/// <summary>How the hosted service behaves.</summary>
public sealed class EngineHostOptions
{
    private const int ExitCodeMax = 255;

    /// <summary>
    /// Whether the application stops when all sources have ended by themselves. <value>The default is false: the engine
    /// stays up for what is published directly.</value>
    /// </summary>
    public bool StopWhenSourcesEnd { get; set; }

    /// <summary>
    /// The exit status that the process is given where a source threw and the application stops for it, 0 to 255; 0
    /// leaves it as it is. <value>The default is 1.</value>
    /// </summary>
    public int FailureExitCode { get; set; } = 1;

    /// <summary>Finds everything that is wrong.</summary>
    /// <returns>One sentence an error, each beginning with the option's name; none where all is well.</returns>
    public IReadOnlyList<string> Validate() => FailureExitCode is < 0 or > ExitCodeMax
        ? [$"{nameof(FailureExitCode)} must be 0 to {ExitCodeMax}, not {FailureExitCode}."]
        : [];
}
