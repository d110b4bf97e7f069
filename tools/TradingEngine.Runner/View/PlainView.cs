using System.Globalization;
using TradingEngine.Runner.Demo;

namespace TradingEngine.Runner.View;

/// <summary>A line for each tenth of the day, for files and pipes.</summary>
internal sealed class PlainView : IDemoView
{
    private const int PercentPerLine = 10;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly TextWriter _output;
    private int _shownPercent;

    public PlainView(TextWriter output)
    {
        _output = output;
    }

    /// <inheritdoc/>
    public void Run(Func<DemoSnapshot> read, CancellationToken finished)
    {
        while (!finished.WaitHandle.WaitOne(Interval))
        {
            Show(read());
        }

        Show(read());
    }

    private void Show(DemoSnapshot snapshot)
    {
        var percent = snapshot.Percent / PercentPerLine * PercentPerLine;
        if (percent <= _shownPercent)
        {
            return;
        }

        if (_shownPercent == 0 && snapshot.Kafka is not null)
        {
            _output.WriteLine(KafkaLine.Of(snapshot.Kafka));
        }

        _shownPercent = percent;
        var net = StrategyPnl.Total(snapshot.Strategies).Net;
        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{snapshot.Percent,3} %  {Format.Time(snapshot.MarketTime)}  {snapshot.Status.TickCount,11:N0} ticks"
            + $"  {snapshot.TicksPerSecond,10:N0} ticks/s  {snapshot.Status.SignalCount,6:N0} signals"
            + $"  {snapshot.FillCount,6:N0} fills  {snapshot.RejectedCount,5:N0} rejected  net {net,12:N2}"));
    }
}
