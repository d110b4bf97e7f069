using TradingEngine.Model;

namespace TradingEngine.Journal;

/// <summary>
/// One recorded event on its way to the sinks: completed when every sink is done with it and, where a source waits for
/// its signal, when its record is on disk. Only then the source hears of it.
/// </summary>
internal sealed class Publication : SignalDelivery
{
    private readonly Publications _owner;

    public Publication(Publications owner)
    {
        _owner = owner;
    }

    public long Sequence { get; private set; }

    /// <summary>The delivery of the signal; null where no source waits.</summary>
    public SignalDelivery? Source { get; private set; }

    /// <summary>Set by <see cref="Publications"/>, under its lock.</summary>
    public bool IsDone { get; set; }

    public void Begin(long sequence, SignalDelivery? source)
    {
        Sequence = sequence;
        Source = source;
        IsDone = false;
        Renew();
    }

    protected override void OnCompleted() => _owner.Complete(this);
}
