using System.Runtime.CompilerServices;
using TradingEngine.Internals;

namespace TradingEngine.Ingress;

/// <summary>The gate without a ring: publishing runs the stages on the calling thread.</summary>
/// <typeparam name="THandler">All stages as one handler.</typeparam>
internal readonly struct InlineGate<THandler> : IPipelineGate
    where THandler : struct, IValueEventHandler<PipelineSlot>
{
    private readonly State _state;

    /// <param name="handler">All stages.</param>
    /// <param name="slotCount">The largest batch, a power of two.</param>
    /// <param name="exceptionHandler">Told what a stage throws.</param>
    public InlineGate(THandler handler, int slotCount, IValueExceptionHandler<PipelineSlot> exceptionHandler)
    {
        _state = new State(handler, new PipelineSlot[slotCount], exceptionHandler);
    }

    public int SlotCount => _state.Slots.Length;

    public ref PipelineSlot this[long sequence]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _state.Slots[(int)sequence & (_state.Slots.Length - 1)];
    }

    public bool TryClaim(int count, out long last)
    {
        _state.Cursor += count;
        last = _state.Cursor;
        return true;
    }

    public void Publish(long first, long last)
    {
        for (var sequence = first; sequence <= last; sequence++)
        {
            Process(_state, ref this[sequence], sequence, sequence == last);
        }
    }

    private static void Process(State state, ref PipelineSlot slot, long sequence, bool endOfBatch)
    {
        try
        {
            state.Handler.OnEvent(ref slot, sequence, endOfBatch);
        }
        catch (Exception exception)
        {
            state.ExceptionHandler.HandleEventException(exception, sequence, ref slot);
        }
    }

    private sealed class State(
        THandler handler, PipelineSlot[] slots, IValueExceptionHandler<PipelineSlot> exceptionHandler)
    {
        public readonly PipelineSlot[] Slots = slots;
        public readonly IValueExceptionHandler<PipelineSlot> ExceptionHandler = exceptionHandler;
        public THandler Handler = handler;
        public long Cursor = -1;
    }
}
