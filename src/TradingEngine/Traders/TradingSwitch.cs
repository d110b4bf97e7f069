using TradingEngine.Model;

namespace TradingEngine.Traders;

/// <summary>
/// Which orders may leave, as of this moment: the lanes look here before they send what was queued before the switch
/// was thrown. Signals follow the ring instead, where the change has its place in the sequence.
/// </summary>
internal sealed class TradingSwitch
{
    private volatile TradingMode _mode;

    public TradingMode Mode
    {
        get => _mode;
        set => _mode = value;
    }
}
