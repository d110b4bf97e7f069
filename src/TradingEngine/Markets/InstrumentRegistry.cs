using System.Runtime.CompilerServices;

namespace TradingEngine.Markets;

/// <summary>The instruments of one day, frozen. Safe for any number of threads.</summary>
/// <remarks>
/// Beside the instruments it keeps about 45 bytes for each. Whoever makes the instruments should give equal exchanges,
/// segments, types and names as the same string.
/// </remarks>
public sealed class InstrumentRegistry
{
    private readonly Instrument[] _instruments;
    private readonly TokenTable _byToken;
    private readonly SymbolTable _bySymbol;

    private InstrumentRegistry(Instrument[] instruments, TokenTable byToken)
    {
        _instruments = instruments;
        _byToken = byToken;
        _bySymbol = new SymbolTable(instruments);
        All = Array.AsReadOnly(instruments);
    }

    /// <summary>No instrument at all: nothing is known and nothing is checked.</summary>
    public static InstrumentRegistry Empty { get; } = Create([]);

    /// <summary>How many there are.</summary>
    public int Count => _instruments.Length;

    /// <summary>All of them, by their index, which is the order in which they were listed.</summary>
    public IReadOnlyList<Instrument> All { get; }

    /// <summary>Freezes a list of instruments.</summary>
    /// <exception cref="ArgumentException">
    /// Two have the same token, or a token is not above zero; the message names it.
    /// </exception>
    public static InstrumentRegistry Create(IEnumerable<Instrument> instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        Instrument[] frozen = [.. instruments];
        var byToken = new TokenTable(frozen.Length);
        for (var i = 0; i < frozen.Length; i++)
        {
            var token = frozen[i].Token;
            if (token <= 0)
            {
                throw new ArgumentException(
                    $"The token of {frozen[i].Symbol} is {token}, not above zero.", nameof(instruments));
            }

            if (!byToken.TryAdd(token, i))
            {
                throw new ArgumentException($"The token {token} stands twice.", nameof(instruments));
            }
        }

        return new InstrumentRegistry(frozen, byToken);
    }

    /// <summary>The instrument with a token; null where it is not listed. Does not allocate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Instrument? Find(long token)
    {
        var index = _byToken.Find(token);
        return index < 0 ? null : _instruments[index];
    }

    /// <summary>
    /// The instrument with a symbol at an exchange, upper and lower case apart; null where it is not listed, the first
    /// where there are several. Does not allocate.
    /// </summary>
    public Instrument? Find(string exchange, string symbol)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(symbol);
        var index = _bySymbol.Find(exchange, symbol);
        return index < 0 ? null : _instruments[index];
    }

    /// <summary>The index of a token in <see cref="All"/>; -1 where it is not listed. Does not allocate.</summary>
    public int IndexOf(long token) => _byToken.Find(token);

    /// <summary>
    /// Those whose symbol or name has a text in it, in upper or lower case: symbols that are the text first, then those that
    /// begin with it, symbols that have it elsewhere, names that have it; each in the order of symbol and exchange.
    /// </summary>
    /// <param name="text">What to look for.</param>
    /// <param name="exchange">Only those of one exchange, in upper or lower case; null for all.</param>
    /// <remarks>Looks at every one: milliseconds for 150,000. This method allocates.</remarks>
    public IReadOnlyList<Instrument> Search(string text, string? exchange = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return InstrumentSearch.Run(_instruments, text, exchange);
    }
}
