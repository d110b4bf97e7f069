namespace TradingEngine.LatencyLab;

/// <summary>How much to measure.</summary>
/// <param name="Rounds">Rounds, in which all contenders take their turn.</param>
/// <param name="Seconds">Seconds of a latency point, without the warm-up.</param>
/// <param name="EventCount">Events of a fast contender in a round of throughput.</param>
/// <param name="Only">The one section to measure; null for all.</param>
/// <param name="Postgres">The connection string of an empty database of PostgreSQL; null for none.</param>
/// <param name="OutFolder">Where results are written.</param>
internal sealed record class LabOptions(int Rounds, int Seconds, int EventCount, string? Only, string? Postgres, string OutFolder);
