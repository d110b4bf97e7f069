using System.Runtime.CompilerServices;
using TradingEngine.Ring;

namespace TradingEngine.Tests.Ring.Doubles;

/// <summary>Shows the array behind a ring; an accessor needs the type parameter on its class.</summary>
internal static class EntriesOf<T>
    where T : struct
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_entries")]
    public static extern ref T[] Get(ValueRingBuffer<T> ring);
}
