using System.Numerics;

namespace TradingEngine.Markets;

/// <summary>Finds the index of a symbol at an exchange; four bytes a place, at most two thirds full.</summary>
internal sealed class SymbolTable
{
    private readonly Instrument[] _instruments;

    /// <summary>One more than the index; zero where the place is empty.</summary>
    private readonly int[] _places;

    /// <param name="instruments">All of them. Of two with the same symbol the first one is found.</param>
    public SymbolTable(Instrument[] instruments)
    {
        _instruments = instruments;
        _places = new int[BitOperations.RoundUpToPowerOf2((uint)(instruments.Length + (instruments.Length >> 1)) + 1)];
        for (var i = 0; i < instruments.Length; i++)
        {
            ref var place = ref _places[PlaceOf(instruments[i].Exchange, instruments[i].Symbol)];
            place = place == 0 ? i + 1 : place;
        }
    }

    /// <summary>The index, -1 where there is none.</summary>
    public int Find(string exchange, string symbol) => _places[PlaceOf(exchange, symbol)] - 1;

    private int PlaceOf(string exchange, string symbol)
    {
        var place = HashCode.Combine(exchange, symbol) & (_places.Length - 1);
        while (_places[place] != 0 && !Matches(_instruments[_places[place] - 1], exchange, symbol))
        {
            place = (place + 1) & (_places.Length - 1);
        }

        return place;
    }

    private static bool Matches(Instrument instrument, string exchange, string symbol) =>
        instrument.Symbol == symbol && instrument.Exchange == exchange;
}
