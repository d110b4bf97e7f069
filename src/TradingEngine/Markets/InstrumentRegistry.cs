using System.Collections.Frozen;

namespace TradingEngine.Markets;

/// <summary>The instruments of one day, frozen. Safe for any number of threads.</summary>
public sealed class InstrumentRegistry
{
    private readonly FrozenDictionary<long, Instrument> _byToken;

    private InstrumentRegistry(FrozenDictionary<long, Instrument> byToken)
    {
        _byToken = byToken;
    }

    /// <summary>No instrument at all: nothing is known and nothing is checked.</summary>
    public static InstrumentRegistry Empty { get; } = new(FrozenDictionary<long, Instrument>.Empty);

    /// <summary>How many there are.</summary>
    public int Count => _byToken.Count;

    /// <summary>Freezes a list of instruments.</summary>
    /// <exception cref="ArgumentException">Two have the same token.</exception>
    public static InstrumentRegistry Create(IEnumerable<Instrument> instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        var byToken = new Dictionary<long, Instrument>();
        foreach (var instrument in instruments)
        {
            if (!byToken.TryAdd(instrument.Token, instrument))
            {
                throw new ArgumentException($"The token {instrument.Token} stands twice.", nameof(instruments));
            }
        }

        return new InstrumentRegistry(byToken.ToFrozenDictionary());
    }

    /// <summary>The instrument with a token; null where it is not listed.</summary>
    public Instrument? Find(long token) => _byToken.GetValueOrDefault(token);
}
