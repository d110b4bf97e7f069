using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;

namespace TradingEngine.LocalKite;

/// <summary>The local Kite as a program of its own.</summary>
internal static class Program
{
    private const int WrongUsage = 2;

    private static async Task<int> Main(string[] args)
    {
        var parsed = CreateCommand().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"{parsed.Errors[0].Message} See --help.");
            return WrongUsage;
        }

        // Without the library's own handler, which would end the program with 130: Ctrl+C is how it is meant to end.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static RootCommand CreateCommand()
    {
        var port = Whole("--port", 0, 0, 65535, "The port on 127.0.0.1; 0 takes a free one.");
        var seed = Whole("--seed", 1, 0, int.MaxValue, "Where ids and the walk of prices begin.");
        var walk = Whole("--walk", 0, 0, 100_000, "Ticks per second of prices that walk at random; 0 for none.");
        var apiKey = new Option<string>("--api-key")
        {
            Description = "The app's key.",
            DefaultValueFactory = _ => "local-key",
        };
        var prefix = new Option<string>("--route-prefix")
        {
            Description = "What stands before routes, such as /oms.",
            DefaultValueFactory = _ => "",
        };
        var command = new RootCommand("A simulation of Kite Connect v3 on this machine. Ctrl+C ends it.")
        {
            port, seed, walk, apiKey, prefix,
        };
        command.SetAction((parsed, _) => RunAsync(
            new LocalKiteOptions
            {
                Port = parsed.GetRequiredValue(port),
                Seed = parsed.GetRequiredValue(seed),
                ApiKey = parsed.GetRequiredValue(apiKey),
                RoutePrefix = parsed.GetRequiredValue(prefix),
            },
            parsed.GetRequiredValue(walk)));
        return command;
    }

    private static async Task<int> RunAsync(LocalKiteOptions options, int ticksPerSecond)
    {
        using var stop = new CancellationTokenSource();
        using var control = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        LocalKiteServer server;
        try
        {
            server = await LocalKiteServer.StartAsync(options, stop.Token);
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }

        await using (server)
        {
            Print(server, options);
            var walk = new LocalWalk(server.Exchange, options.Instruments, options.Seed);
            await (ticksPerSecond > 0
                ? walk.RunAsync(ticksPerSecond, options.TimeProvider, stop.Token)
                : WaitAsync(stop.Token));
        }

        return 0;

        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>The access token is printed to be used; it is worth nothing elsewhere.</summary>
    private static void Print(LocalKiteServer server, LocalKiteOptions options)
    {
        Console.WriteLine($"root          {server.Root}");
        Console.WriteLine($"socket root   {server.SocketRoot}");
        Console.WriteLine($"route prefix  {options.RoutePrefix}");
        Console.WriteLine($"api key       {options.ApiKey}");
        Console.WriteLine($"access token  {server.CreateAccessToken()}");
        Console.WriteLine($"request token {server.CreateRequestToken()}");
    }

    private static async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C.
        }
    }

    private static Option<int> Whole(string name, int value, int min, int max, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            var text = result.Tokens.Count == 0 ? "0" : result.Tokens[0].Value;
            if (!int.TryParse(text, CultureInfo.InvariantCulture, out var given) || given < min || given > max)
            {
                result.AddError($"{name} must be from {min} to {max}, not {text}.");
            }
        });
        return option;
    }
}
