namespace TradingEngine.LatencyLab.Report;

/// <summary>A table of texts and numbers; the first column holds the row's name.</summary>
internal sealed class Table(params string[] columns)
{
    private readonly List<object[]> _rows = [];

    public IReadOnlyList<string> Columns { get; } = columns;

    public IReadOnlyList<IReadOnlyList<object>> Rows => _rows;

    /// <summary>What stands above the table; empty where the section's title says enough.</summary>
    public string Title { get; init; } = "";

    public void Add(params object[] cells)
    {
        if (cells.Length != Columns.Count)
        {
            throw new ArgumentException($"A row has {Columns.Count} cells, not {cells.Length}.", nameof(cells));
        }

        _rows.Add(cells);
    }
}
