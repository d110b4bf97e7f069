using System.Globalization;
using TradingEngine.Model;
using TradingEngine.ZerodhaCrashHost;

// An engine that trades at a local Kite, made to be killed. Each line of its input is a signal, "id side quantity"; "stop"
// ends it in order. Each line of its output is an event.
await using var engine = HostBuilder.Build(args[0], new Uri(args[1]), new Uri(args[2]), args[3]);
await engine.StartAsync();
Console.WriteLine("started");
while (Console.ReadLine() is { } line && line != "stop")
{
    var parts = line.Split(' ');
    engine.Publish(new TradingSignal
    {
        SignalId = parts[0],
        StrategyId = "strategy",
        InstrumentToken = HostBuilder.Token,
        Type = Enum.Parse<SignalType>(parts[1]),
        Quantity = long.Parse(parts[2], CultureInfo.InvariantCulture),
        Timestamp = TimeProvider.System.GetUtcNow(),
    });
}

await engine.StopAsync();
foreach (var position in engine.Positions.GetPositions())
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"position {position.Quantity} {position.CashChange}"));
}

Console.WriteLine("stopped");
