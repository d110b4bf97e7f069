using TradingEngine.Internals;

namespace TradingEngine.Ingress;

/// <summary>The loop of the ingress thread: one writer, every source in turn, until all have ended.</summary>
internal static class SourcePoller
{
    public static void Run(
        IEventSource[] sources, IngressPort port, Func<bool> isStopping, CancellationToken cancellationToken)
    {
        var hasEnded = new bool[sources.Length];
        var left = sources.Length;
        var backoff = new Backoff();
        while (left > 0 && !isStopping())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isActive = false;
            for (var i = 0; i < sources.Length; i++)
            {
                if (hasEnded[i])
                {
                    continue;
                }

                var status = sources[i].Poll(port);
                isActive |= status == SourceStatus.Active;
                if (status == SourceStatus.Ended)
                {
                    hasEnded[i] = true;
                    left--;
                }
            }

            if (isActive)
            {
                backoff = default;
            }
            else if (left > 0)
            {
                port.Flush();
                backoff.Pause();
            }
        }
    }
}
