using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TradingEngine.Kafka;
using TradingEngine.Model;
using TradingEngine.Runner.View;
using TradingEngine.Zerodha;

namespace TradingEngine.Runner.Run;

/// <summary>Writes a line by interval that tells what was done, and one at the end.</summary>
internal sealed class ProgressReporter : BackgroundService
{
    private readonly Engine _engine;
    private readonly KafkaAdapter _kafka;
    private readonly RunOptions _options;
    private readonly ZerodhaTrader? _zerodha;
    private readonly TimeProvider _time = TimeProvider.System;
    private long _lastTicks;
    private long _lastTimestamp;

    public ProgressReporter(Engine engine, KafkaAdapter kafka, RunOptions options, IServiceProvider services)
    {
        _zerodha = services.GetService<ZerodhaTrader>();
        _engine = engine;
        _kafka = kafka;
        _options = options;
        _lastTimestamp = _time.GetTimestamp();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_options.ProgressInterval == TimeSpan.Zero)
        {
            return;
        }

        using var timer = new PeriodicTimer(_options.ProgressInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                Write();
            }
        }
        catch (OperationCanceledException)
        {
            Console.Out.WriteLine("Stops: works off what is under way.");
        }
    }

    private void Write()
    {
        var status = _engine.GetStatus();
        var kafka = _kafka.GetStatus();
        var seconds = _time.GetElapsedTime(_lastTimestamp).TotalSeconds;
        var rate = (status.TickCount - _lastTicks) / Math.Max(seconds, 1e-6);
        (_lastTicks, _lastTimestamp) = (status.TickCount, _time.GetTimestamp());
        var state = status.Mode != TradingMode.Active ? status.Mode.ToString().ToLowerInvariant()
            : !kafka.IsConnected ? "no broker" : !kafka.IsWarm ? "warms up" : kafka.IsPaused ? "holds signals" : "runs";
        Console.Out.WriteLine(
            $"{_time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)}  {state}"
            + $"  {Format.Count(status.TickCount)} ticks ({Format.Rate(rate)}/s)"
            + $"  {Format.Count(status.SignalCount)} signals"
            + $"  {Format.Count(Events(status, OrderEventType.Filled))} fills"
            + $"  {Format.Count(Events(status, OrderEventType.Failed))} failed"
            + $"  {Format.Count(Rejected(status))} rejected"
            + $"  in flight {Format.Count(kafka.SignalsInFlight)}"
            + $"  lag {(kafka.SignalLag < 0 ? "?" : Format.Count(kafka.SignalLag))}"
            + (Unknown(status) > 0 ? $"  unknown {Format.Count(Unknown(status))}" : "")
            + (status.Traders.Count > 1 ? TraderLine.Of(status, _zerodha?.GetStatus()) : "")
            + (kafka.DeadLetterCount > 0 ? $"  dead letters {Format.Count(kafka.DeadLetterCount)}" : ""));
    }

    private static long Events(EngineStatus status, OrderEventType type) =>
        status.Traders.Sum(trader => trader.EventCounts[type]);

    private static long Unknown(EngineStatus status) => status.Traders.Sum(trader => trader.UnknownCount);

    private static long Rejected(EngineStatus status) => status.SignalsByReason
        .Where(pair => pair.Key != RejectReason.None)
        .Sum(pair => pair.Value);
}
