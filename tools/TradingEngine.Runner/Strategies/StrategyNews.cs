using System.Globalization;
using TradingEngine.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Model;

namespace TradingEngine.Runner.Strategies;

/// <summary>A sink that writes at once what happens to the routes of strategies.</summary>
internal sealed class StrategyNews : IOrderEventSink
{
    private readonly TextWriter _output;
    private readonly TimeProvider _time;

    public StrategyNews(TextWriter output, TimeProvider time)
    {
        _output = output;
        _time = time;
    }

    /// <inheritdoc/>
    public void Publish(in OrderEvent orderEvent)
    {
    }

    /// <inheritdoc/>
    public void Publish(Alert alert)
    {
        var title = alert.Kind switch
        {
            AlertKind.StrategiesChanged => "routes changed",
            AlertKind.StrategiesRefused => "routes refused",
            AlertKind.StrategiesNotSaved => "routes not saved",
            _ => null,
        };
        if (title is not null)
        {
            _output.WriteLine(
                $"{_time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)}  {title}: {alert.Message}");
            _output.Flush();
        }
    }
}
