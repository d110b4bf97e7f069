using TradingEngine.Internals;
using TradingEngine.Model;

namespace TradingEngine;

/// <summary>A kill switch for whoever can make a file: trading is halted while it is there.</summary>
internal sealed class HaltFile : Worker
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly string _path;
    private readonly TimeProvider _timeProvider;
    private readonly Action<TradingMode, string> _setMode;
    private ITimer? _timer;
    private int _isDue;
    private bool _wasThere;

    public HaltFile(string path, TimeProvider timeProvider, Action<TradingMode, string> setMode)
        : base("TradingEngine halt file")
    {
        _path = path;
        _timeProvider = timeProvider;
        _setMode = setMode;
    }

    /// <summary>Looks now, and by interval from here on.</summary>
    public void StartTimer()
    {
        Look();
        _timer = _timeProvider.CreateTimer(_ => Request(), null, Interval, Interval);
    }

    /// <summary>Looks no more.</summary>
    public void StopTimer() => _timer?.Dispose();

    /// <inheritdoc/>
    public override bool Step(bool mayBlock)
    {
        if (Interlocked.Exchange(ref _isDue, 0) == 0)
        {
            return false;
        }

        Look();
        return true;
    }

    private void Request()
    {
        Volatile.Write(ref _isDue, 1);
        Wake();
    }

    private void Look()
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
