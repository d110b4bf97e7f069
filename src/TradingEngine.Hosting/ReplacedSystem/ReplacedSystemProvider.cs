using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace TradingEngine.Hosting.ReplacedSystem;

/// <summary>A fixed set of settings.</summary>
internal sealed class ReplacedSystemProvider : IConfigurationProvider
{
    private readonly Dictionary<string, string?> _settings = new(StringComparer.OrdinalIgnoreCase);

    public ReplacedSystemProvider(MappedVariables variables)
    {
        Warnings = variables.Warnings;
        foreach (var (key, value) in variables.Settings)
        {
            _settings[key] = value;
        }
    }

    /// <summary>What a person should know about the variables.</summary>
    public IReadOnlyList<string> Warnings { get; }

    public bool TryGet(string key, out string? value) => _settings.TryGetValue(key, out value);

    public void Set(string key, string? value) => _settings[key] = value;

    public IChangeToken GetReloadToken() => new CancellationChangeToken(CancellationToken.None);

    public void Load()
    {
    }

    public IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
    {
        var prefix = parentPath is null ? "" : $"{parentPath}{ConfigurationPath.KeyDelimiter}";
        var keys = new List<string>();
        foreach (var key in _settings.Keys)
        {
            if (key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                keys.Add(key[prefix.Length..].Split(ConfigurationPath.KeyDelimiter, 2)[0]);
            }
        }

        keys.AddRange(earlierKeys);
        return keys;
    }
}
