namespace TradingEngine.Tests.Ring.Doubles;

internal struct NumberSlot
{
    public long Value;
}
