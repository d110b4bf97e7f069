using System.Runtime.InteropServices;
using TradingEngine.Model;

namespace TradingEngine.Internals;

/// <summary>One event on its way through the stages: exactly one cache line, without references.</summary>
/// <remarks>
/// What is variable in a signal, or the payload of a control event, sits beside the ring in a <see cref="SideTable"/>
/// under the same sequence. Size and offsets are asserted by <c>PipelineSlotTests</c>.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct PipelineSlot
{
    public const int SizeBytes = 64;

    /// <summary>What the slot carries; decides which of the other fields mean something.</summary>
    [FieldOffset(0)]
    public SlotKind Kind;

    /// <summary>Signal: why it goes nowhere; written by stage 2.</summary>
    [FieldOffset(1)]
    public RejectReason Reason;

    /// <summary>
    /// Tick, signal: the dense index of the instrument; -1 in a signal for one that never had a tick.
    /// </summary>
    [FieldOffset(4)]
    public int Instrument;

    /// <summary>Tick: the price, in units of <see cref="Price.Raw"/>.</summary>
    [FieldOffset(8)]
    public long PriceRaw;

    /// <summary>Signal: the lower half of <see cref="SignalKey"/>, in the place of a tick's price.</summary>
    [FieldOffset(8)]
    public ulong SignalKeyLow;

    /// <summary>Signal: the upper half of <see cref="SignalKey"/>, in the place of a tick's quantity.</summary>
    [FieldOffset(16)]
    public ulong SignalKeyHigh;

    /// <summary>Tick: the quantity of the last trade.</summary>
    [FieldOffset(16)]
    public long Quantity;

    /// <summary>
    /// Tick: the exchange's time. Signal, control: the engine's time when it entered. In 100 ns ticks of UTC.
    /// </summary>
    [FieldOffset(24)]
    public long TimeTicks;

    /// <summary>Signal: the last price before it, zero where there is none; written by stage 1.</summary>
    [FieldOffset(32)]
    public long LastPriceRaw;

    /// <summary>Signal: the time of that price; written by stage 1.</summary>
    [FieldOffset(40)]
    public long LastPriceTicks;

    /// <summary>Signal: a bit for each trader that gets an order; written by stage 2.</summary>
    [FieldOffset(48)]
    public ulong Targets;

    /// <summary>Signal: when it was published, as a timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
    [FieldOffset(56)]
    public long PublishedTimestamp;

    /// <summary>Signal: the hash of its id, so that the stages need not touch the text.</summary>
    public UInt128 SignalKey
    {
        readonly get => new(SignalKeyHigh, SignalKeyLow);
        set => (SignalKeyHigh, SignalKeyLow) = ((ulong)(value >> 64), (ulong)value);
    }
}
