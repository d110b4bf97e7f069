using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using TradingEngine.CrashHost;
using TradingEngine.CrashHost.Wire;

// An engine as a service runs it, made to be killed: paper and a live trader, Kafka, a journal. SIGTERM stops it in
// order; then it writes its positions. The exit status is 1 where it could not start.
var arguments = new HostArguments(args);
using var stopping = new CancellationTokenSource();
using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stopping.Cancel();
});
await using var engine = HostBuilder.Build(arguments);
try
{
    await engine.StartAsync(stopping.Token);
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"start failed: {exception.Message}");
    return 1;
}

Console.WriteLine("started");
try
{
    engine.Run(stopping.Token);
}
catch (OperationCanceledException)
{
    // That is how it ends.
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"open: {engine.GetOpenOrders().Count}"));
await engine.StopAsync();
var positions = JsonSerializer.Serialize(engine.Positions.GetPositions(), WireJson.Default.IReadOnlyListPosition);
Console.WriteLine($"positions: {positions}");
return 0;
