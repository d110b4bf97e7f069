using TradingEngine.Internals;
using TradingEngine.Routing;

namespace TradingEngine.Ingress;

/// <summary>What the engine itself does with its port.</summary>
internal interface IIngressControl
{
    /// <summary>Lets publishers in.</summary>
    void Open();

    /// <summary>
    /// Lets no publisher in any more, waits for those that are inside, and publishes what was deferred.
    /// </summary>
    /// <returns>False where the time was over before.</returns>
    bool Close(Deadline deadline);

    /// <summary>Changes the rules for every event that is published after this call. Any thread may.</summary>
    void Add(ControlEvent control);
}
