namespace TradingEngine.Tests.Ring.Doubles;

internal struct ReferenceSlot
{
    public object? Item;
    public long Value;
}
