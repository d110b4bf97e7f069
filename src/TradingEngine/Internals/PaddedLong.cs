using System.Runtime.InteropServices;

namespace TradingEngine.Internals;

/// <summary>
/// A number that one thread writes often, so far from its neighbours that nobody else's cache line is touched.
/// </summary>
/// <remarks>
/// 128 bytes on either side: one line for itself, one for the neighbour that the hardware prefetcher of x86 loads with
/// it. As a field of a class the gaps are kept; the runtime ignores the size that a class asks for, not that of a
/// struct.
/// Ordering is up to who uses it.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 264)]
internal struct PaddedLong
{
    [FieldOffset(128)]
    public long Value;
}
