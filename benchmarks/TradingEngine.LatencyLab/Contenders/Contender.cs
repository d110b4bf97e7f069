namespace TradingEngine.LatencyLab.Contenders;

/// <summary>
/// One way to bring ticks from a producing thread through the three stages. Used by one producing thread.
/// </summary>
internal abstract class Contender : IDisposable
{
    /// <summary>Publishes ticks one by one, as fast as they are taken.</summary>
    public abstract void Publish(int count);

    /// <summary>Publishes one tick that carries the time at which it should have been sent.</summary>
    public abstract void PublishOne(long intendedTimestamp);

    /// <summary>Waits until every published tick has passed the last stage.</summary>
    public abstract void WaitUntilProcessed();

    /// <summary>Stops its threads and waits for their end.</summary>
    public abstract void Dispose();
}
