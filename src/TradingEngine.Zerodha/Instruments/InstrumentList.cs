using TradingEngine.Markets;

namespace TradingEngine.Zerodha.Instruments;

/// <summary>What a file of instruments held.</summary>
/// <param name="Registry">The instruments.</param>
/// <param name="RefusedCount">Rows that could not be used.</param>
/// <param name="RefusedByReason">Their reasons, each with its count.</param>
/// <param name="Refused">The first of them, at most <see cref="InstrumentFile.RefusedKeptMax"/>.</param>
public sealed record class InstrumentList(
    InstrumentRegistry Registry,
    int RefusedCount,
    IReadOnlyDictionary<string, int> RefusedByReason,
    IReadOnlyList<RefusedRow> Refused);
