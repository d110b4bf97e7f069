namespace TradingEngine.Tests.Ring.Doubles;

/// <summary>The view of any object through which its first byte can be addressed.</summary>
internal sealed class RawContent
{
#pragma warning disable CS0649 // Never assigned: only its address is taken, on another object.
    public byte First;
#pragma warning restore CS0649
}
