namespace TradingEngine.Journal.Storage;

/// <summary>What the first bytes of a file say.</summary>
internal enum HeaderState
{
    Valid,
    Incomplete,
    Foreign,
    Damaged,
    OtherByteOrder,
    NewerVersion,
}
