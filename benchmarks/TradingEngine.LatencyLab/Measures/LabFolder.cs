namespace TradingEngine.LatencyLab.Measures;

/// <summary>A folder on the disk of the repository for journals; gone at the end.</summary>
internal sealed class LabFolder : IDisposable
{
    private readonly string _root = Path.Combine(Environment.CurrentDirectory, $"journal-lab-{Environment.ProcessId}");
    private int _count;

    /// <summary>A new folder.</summary>
    public string Next() => Path.Combine(_root, $"{_count++}");

    public void Dispose()
    {
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }
    }
}
