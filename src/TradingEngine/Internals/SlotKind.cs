namespace TradingEngine.Internals;

/// <summary>What a slot of the pipeline's ring carries.</summary>
internal enum SlotKind : byte
{
    Empty,
    Tick,
    Signal,
    Control,
}
