using System.Collections.Frozen;
using TradingEngine.Orders;

namespace TradingEngine.Routing;

/// <summary>Finds the trader that a signal is bound to by name, past every route.</summary>
internal sealed class BoundTraders
{
    private readonly FrozenDictionary<string, (ulong Mask, UInt128 Key)> _traders;

    /// <param name="names">The traders, in the order of their bits.</param>
    public BoundTraders(IReadOnlyList<string> names)
    {
        var traders = new Dictionary<string, (ulong Mask, UInt128 Key)>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            traders.Add(names[i], (1UL << i, OrderIdentity.SignalKeyOf(names[i])));
        }

        _traders = traders.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The bit of a trader, zero where there is none of that name.</summary>
    public ulong MaskOf(string name) => _traders.TryGetValue(name, out var trader) ? trader.Mask : 0;

    /// <summary>
    /// The key under which duplicates are found: one signal for two traders is two signals, each once.
    /// </summary>
    public UInt128 DuplicateKeyOf(UInt128 signalKey, string name) =>
        _traders.TryGetValue(name, out var trader) ? signalKey ^ trader.Key : signalKey;
}
