namespace TradingEngine.Markets;

/// <summary>Looks for instruments by a part of their symbol or name.</summary>
internal static class InstrumentSearch
{
    private const int NoMatch = -1;

    public static IReadOnlyList<Instrument> Run(Instrument[] instruments, string text, string? exchange)
    {
        var found = new List<(int Rank, Instrument Instrument)>();
        foreach (var instrument in instruments)
        {
            var rank = exchange is null || instrument.Exchange.Equals(exchange, StringComparison.OrdinalIgnoreCase)
                ? RankOf(instrument, text)
                : NoMatch;
            if (rank != NoMatch)
            {
                found.Add((rank, instrument));
            }
        }

        found.Sort(static (left, right) => Compare(left, right));
        return found.ConvertAll(static one => one.Instrument);
    }

    private static int RankOf(Instrument instrument, string text) =>
        instrument.Symbol.IndexOf(text, StringComparison.OrdinalIgnoreCase) switch
        {
            0 => instrument.Symbol.Length == text.Length ? 0 : 1,
            > 0 => 2,
            _ => instrument.Name.Contains(text, StringComparison.OrdinalIgnoreCase) ? 3 : NoMatch,
        };

    private static int Compare(in (int Rank, Instrument Instrument) left, in (int Rank, Instrument Instrument) right)
    {
        var order = left.Rank.CompareTo(right.Rank);
        order = order != 0 ? order : string.CompareOrdinal(left.Instrument.Symbol, right.Instrument.Symbol);
        order = order != 0 ? order : string.CompareOrdinal(left.Instrument.Exchange, right.Instrument.Exchange);
        return order != 0 ? order : left.Instrument.Token.CompareTo(right.Instrument.Token);
    }
}
