namespace TradingEngine.Journal;

/// <summary>The order journal: what is written, how long it is kept, what happens when it cannot be written.</summary>
public sealed class JournalOptions
{
    /// <summary>
    /// The directory of the journal, of one engine alone; made where it does not exist. <value>The default is none.</value>
    /// </summary>
    public string Directory { get; set; } = "";

    /// <summary>
    /// How soon what no order waits for is synced to the disk, above zero: what a machine that loses its power may lose of
    /// simulated traders, and how long the offsets of their signals wait. <value>The default is 100 ms.</value>
    /// </summary>
    public TimeSpan SyncInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Bytes after which a new file begins, 4 KiB to 1 GiB; a new day begins one too. <value>The default is 64 MiB.</value>
    /// </summary>
    public int SegmentBytes { get; set; } = 64 << 20;

    /// <summary>
    /// How long files are kept that a start no longer needs, zero or more. <value>The default is seven days.</value>
    /// </summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Where such files go after that; null where they are deleted. <value>The default is null.</value>
    /// </summary>
    public string? ArchiveDirectory { get; set; }

    /// <summary>
    /// What orders of simulated traders do when the journal cannot be written. Live orders are always refused then.
    /// <value>The default is <see cref="JournalOutage.SimulatedContinue"/>.</value>
    /// </summary>
    public JournalOutage WhenUnavailable { get; set; }

    /// <summary>
    /// Starts from the last snapshot where a file is damaged in its middle, instead of refusing: what was written after it
    /// is lost, so live orders of that time are not known. <value>The default is false.</value>
    /// </summary>
    public bool SkipDamage { get; set; }

    /// <summary>Finds everything that is wrong.</summary>
    /// <returns>One sentence an error, each beginning with the option's name; none where all is well.</returns>
    public IReadOnlyList<string> Validate()
    {
        const int segmentMin = 4 << 10;
        const int segmentMax = 1 << 30;
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(Directory))
        {
            errors.Add($"{nameof(Directory)} must name a directory.");
        }

        if (SyncInterval <= TimeSpan.Zero)
        {
            errors.Add($"{nameof(SyncInterval)} must be above zero, not {SyncInterval}.");
        }

        if (SegmentBytes is < segmentMin or > segmentMax)
        {
            errors.Add($"{nameof(SegmentBytes)} must be {segmentMin} to {segmentMax}, not {SegmentBytes}.");
        }

        if (Retention < TimeSpan.Zero)
        {
            errors.Add($"{nameof(Retention)} must be zero or more, not {Retention}.");
        }

        if (!Enum.IsDefined(WhenUnavailable))
        {
            errors.Add(
                $"{nameof(WhenUnavailable)} must be one of {string.Join(", ", Enum.GetNames<JournalOutage>())}, " +
                $"not {WhenUnavailable}.");
        }

        return errors;
    }

    internal JournalOptions Copy() => (JournalOptions)MemberwiseClone();
}
