namespace TradingEngine.CrashHost;

/// <summary>What the host is told: <c>name=value</c>, one an argument.</summary>
internal sealed class HostArguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public HostArguments(IEnumerable<string> arguments)
    {
        foreach (var argument in arguments)
        {
            var parts = argument.Split('=', 2);
            _values[parts[0]] = parts[1];
        }
    }

    /// <summary>The value of a name.</summary>
    /// <exception cref="KeyNotFoundException">It was not given.</exception>
    public string this[string name] => _values[name];

    /// <summary>The value of a name, null where it was not given.</summary>
    public string? Find(string name) => _values.GetValueOrDefault(name);
}
