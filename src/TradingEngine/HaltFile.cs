using TradingEngine.Internals;
using TradingEngine.Model;

namespace TradingEngine;

/// <summary>A kill switch for whoever can make a file: trading is halted while it is there.</summary>
internal sealed class HaltFile : TimedWorker
{
    private readonly string _path;
    private readonly Action<TradingMode, string> _setMode;
    private bool _wasThere;

    public HaltFile(string path, TimeProvider timeProvider, Action<TradingMode, string> setMode)
        : base("TradingEngine halt file", TimeSpan.FromMilliseconds(500), timeProvider)
    {
        _path = path;
        _setMode = setMode;
    }

    /// <summary>Looks now, and by interval from here on.</summary>
    public override void StartTimer()
    {
        Work();
        base.StartTimer();
    }

    /// <inheritdoc/>
    protected override void Work()
    {
        var isThere = File.Exists(_path);
        if (isThere != _wasThere)
        {
            _wasThere = isThere;
            _setMode(
                isThere ? TradingMode.Halted : TradingMode.Active,
                isThere ? $"the file {_path} is there" : $"the file {_path} is gone");
        }
    }
}
