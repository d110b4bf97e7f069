namespace TradingEngine.Runner.Tests.Crash;

/// <summary>Kills the host when it was seen at a moment so many times. Any thread reports.</summary>
internal sealed class KillSwitch
{
    private readonly object _gate = new();
    private Action? _kill;
    private KillMoment _moment;
    private int _count;

    /// <summary>True where nothing is to be killed, or it was.</summary>
    public bool IsDown
    {
        get
        {
            lock (_gate)
            {
                return _kill is null;
            }
        }
    }

    /// <summary>Kills at the <paramref name="count"/>-th report of a moment from now on.</summary>
    public void Arm(KillMoment moment, int count, Action kill)
    {
        lock (_gate)
        {
            (_moment, _count, _kill) = (moment, count, kill);
        }
    }

    public void Report(KillMoment moment)
    {
        lock (_gate)
        {
            if (_kill is not null && moment == _moment && --_count == 0)
            {
                _kill();
                _kill = null;
            }
        }
    }
}
