using TradingEngine.Internals;

namespace TradingEngine.Ingress;

/// <summary>The loop of the ingress thread: one writer, every source in turn.</summary>
internal static class SourcePoller
{
    public static void Run(IEventSource[] sources, IngressPort port, CancellationToken cancellationToken)
    {
        var hasEnded = new bool[sources.Length];
        var left = sources.Length;
        var backoff = new Backoff();
        while (left > 0)
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
