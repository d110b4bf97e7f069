using TradingEngine.Model;

namespace TradingEngine.Traders;

/// <summary>
/// Which orders may leave, as of this moment: the lanes look here before they send what was queued before the switch
/// was thrown. Signals follow the ring instead, where the change has its place in the sequence.
/// </summary>
internal sealed class TradingSwitch
{
    private volatile TradingMode _mode;
    private volatile IRouteView? _routes;

    public TradingMode Mode
    {
        get => _mode;
        set => _mode = value;
    }

    /// <summary>The newest routes; null while they are those that the engine was built with.</summary>
    public IRouteView? Routes
    {
        get => _routes;
        set => _routes = value;
    }
}
