using System.Globalization;
using TradingEngine.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Model;

namespace TradingEngine.ZerodhaCrashHost;

/// <summary>Writes each event as a line at once: a killed process has said all that it did.</summary>
internal sealed class LineSink : IOrderEventSink
{
    public void Publish(in OrderEvent orderEvent) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"event {orderEvent.EventId} {orderEvent.OrderId} {orderEvent.Type} {orderEvent.Quantity} {orderEvent.Price?.ToDecimal() ?? 0}"));

    public void Publish(Alert alert) => Console.Error.WriteLine($"{alert.Severity} {alert.Kind}: {alert.Message}");
}
