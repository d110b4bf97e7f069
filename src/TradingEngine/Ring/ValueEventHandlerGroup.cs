namespace TradingEngine.Ring;

/// <summary>The consumer added last, so that another can be put behind it.</summary>
/// <typeparam name="T">The slot.</typeparam>
internal sealed class ValueEventHandlerGroup<T>
    where T : struct
{
    private readonly ValueDisruptor<T> _disruptor;
    private readonly Sequence[] _sequences;

    internal ValueEventHandlerGroup(ValueDisruptor<T> disruptor, Sequence[] sequences)
    {
        _disruptor = disruptor;
        _sequences = sequences;
    }

    /// <summary>Adds a consumer that sees an event only after this group has processed it.</summary>
    public ValueEventHandlerGroup<T> Then<THandler>(THandler handler)
        where THandler : IValueEventHandler<T> => _disruptor.Add(handler, _sequences);
}
