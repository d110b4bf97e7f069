using System.Collections.Frozen;
using TradingEngine.Model;

namespace TradingEngine.Routing;

/// <summary>Finds the trader that a signal is bound to by name, past every route.</summary>
internal sealed class BoundTraders
{
    private readonly FrozenDictionary<string, ulong> _masks;
    private readonly FrozenDictionary<string, ulong> _withShadows;

    /// <param name="names">The traders, in the order of their bits.</param>
    public BoundTraders(IReadOnlyList<string> names)
    {
        var masks = new Dictionary<string, ulong>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            masks.Add(names[i], 1UL << i);
        }

        _masks = masks.ToFrozenDictionary(StringComparer.Ordinal);
        var withShadows = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach (var (name, mask) in masks)
        {
            withShadows.Add(name, mask | masks.GetValueOrDefault(ShadowName.Of(name)));
        }

        _withShadows = withShadows.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The bit of a trader, zero where there is none of that name.</summary>
    public ulong MaskOf(string name) => _masks.GetValueOrDefault(name);

    /// <summary>The bits of a trader and of its shadow, zero where there is none of that name.</summary>
    public ulong MaskWithShadowOf(string name) => _withShadows.GetValueOrDefault(name);
}
