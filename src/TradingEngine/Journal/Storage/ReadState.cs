namespace TradingEngine.Journal.Storage;

/// <summary>What a reader found at its position.</summary>
internal enum ReadState
{
    Record,
    End,
    Invalid,
}
