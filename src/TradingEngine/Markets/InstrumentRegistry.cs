namespace TradingEngine.Markets;

/// <summary>The instruments of one day, frozen. Safe for any number of threads.</summary>
public sealed class InstrumentRegistry
{
    private readonly Dictionary<long, Instrument> _byToken;

    private InstrumentRegistry(Dictionary<long, Instrument> byToken)
    {
        _byToken = byToken;
    }

    /// <summary>No instrument at all: nothing is known and nothing is checked.</summary>
    public static InstrumentRegistry Empty { get; } = new([]);

    /// <summary>How many there are.</summary>
    public int Count => _byToken.Count;

    /// <summary>All of them, in the order in which they were listed.</summary>
    public IReadOnlyCollection<Instrument> All => _byToken.Values;

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

        return new InstrumentRegistry(byToken);
    }

    /// <summary>Freezes instruments by their tokens.</summary>
    /// <param name="byToken">The instruments; must not be changed any more.</param>
    /// <exception cref="ArgumentException">One stands under another token.</exception>
    public static InstrumentRegistry Create(Dictionary<long, Instrument> byToken)
    {
        ArgumentNullException.ThrowIfNull(byToken);
        foreach (var (token, instrument) in byToken)
        {
            if (instrument.Token != token)
            {
                throw new ArgumentException($"{instrument.Symbol} stands under the token {token}.", nameof(byToken));
            }
        }

        return new InstrumentRegistry(byToken);
    }

    /// <summary>The instrument with a token; null where it is not listed.</summary>
    public Instrument? Find(long token) => _byToken.GetValueOrDefault(token);

    /// <summary>The instrument with a symbol; null where it is not listed. Looks at every one.</summary>
    public Instrument? Find(string exchange, string symbol)
    {
        foreach (var instrument in _byToken.Values)
        {
            if (instrument.Symbol == symbol && instrument.Exchange == exchange)
            {
                return instrument;
            }
        }

        return null;
    }

    /// <summary>
    /// Those whose symbol or name has a text in it, in upper or lower case: symbols that are the text first, then those that
    /// begin with it, then the others; each in the order of symbol and exchange. Looks at every one.
    /// </summary>
    public IReadOnlyList<Instrument> Search(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var found = new List<(int Rank, Instrument Instrument)>();
        foreach (var instrument in _byToken.Values)
        {
            if (RankOf(instrument, text) is { } rank)
            {
                found.Add((rank, instrument));
            }
        }

        found.Sort(static (left, right) => Compare(left, right));
        return found.ConvertAll(one => one.Instrument);
    }

    private static int Compare((int Rank, Instrument Instrument) left, (int Rank, Instrument Instrument) right)
    {
        var order = left.Rank.CompareTo(right.Rank);
        order = order != 0 ? order : string.CompareOrdinal(left.Instrument.Symbol, right.Instrument.Symbol);
        order = order != 0 ? order : string.CompareOrdinal(left.Instrument.Exchange, right.Instrument.Exchange);
        return order != 0 ? order : left.Instrument.Token.CompareTo(right.Instrument.Token);
    }

    private static int? RankOf(Instrument instrument, string text)
    {
        const StringComparison ignoreCase = StringComparison.OrdinalIgnoreCase;
        return instrument.Symbol.Equals(text, ignoreCase) ? 0
            : instrument.Symbol.StartsWith(text, ignoreCase) ? 1
            : instrument.Symbol.Contains(text, ignoreCase) || instrument.Name.Contains(text, ignoreCase) ? 2
            : null;
    }
}
