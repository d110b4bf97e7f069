using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingEngine.Hosting;
using TradingEngine.Hosting.Settings;
using TradingEngine.Kafka.Hosting;
using TradingEngine.Runner.Configuration;

namespace TradingEngine.Runner.Run;

/// <summary>Builds the host of the service and runs it to its end.</summary>
internal static class RunHost
{
    /// <summary>What stopping may take beyond the engine's own time.</summary>
    private static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(15);

    /// <summary>Runs until Ctrl+C, SIGTERM or a failure.</summary>
    /// <returns>The exit status.</returns>
    public static int Execute(SettingSources sources, RunOptions options)
    {
        try
        {
            var settings = RunnerSettings.Load(sources);
            if (!Tell(settings))
            {
                return ExitStatus.WrongUsage;
            }

            if (!options.IsEmbedded)
            {
                return Run(settings, options, playground: null);
            }

            using var playground = Playground.Start(settings, sources, options.TicksPerSecond);
            return Run(RunnerSettings.Load(playground.Sources), options, playground);
        }
        catch (InvalidDataException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitStatus.WrongUsage;
        }
    }

    /// <summary>Writes warnings and errors.</summary>
    /// <returns>False where there are errors.</returns>
    private static bool Tell(RunnerSettings settings)
    {
        foreach (var warning in settings.Warnings)
        {
            Console.Error.WriteLine($"Warning: {warning}");
        }

        foreach (var error in settings.Errors)
        {
            Console.Error.WriteLine(error);
        }

        return settings.Errors.Count == 0;
    }

    private static int Run(RunnerSettings settings, RunOptions options, Playground? playground)
    {
        using var host = Build(settings, options);
        try
        {
            host.Start();
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException or SettingsException
            or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"run failed: {exception.Message}");
            return ExitStatus.Failed;
        }

        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("run was ended before it had started.");
            return ExitStatus.Interrupted;
        }

        using var signals = new ModeSignals(host.Services.GetRequiredService<Engine>());
        playground?.Open(Console.Out);
        host.WaitForShutdown();
        return Environment.ExitCode == 0 ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static IHost Build(RunnerSettings settings, RunOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            Configuration = new ConfigurationManager(),
            DisableDefaults = true,
        });
        builder.Logging.AddConfiguration(settings.Configuration.GetSection("Logging"));
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffzzz ";
        });
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(
            host => host.ShutdownTimeout = Longest(settings.Engine.StopTimeout, StopMargin));
        builder.Services.AddSingleton(options);
        builder.Services.AddTradingEngine(settings.ApplyTo).AddKafka(settings.Configuration);
        builder.Services.Configure<EngineHostOptions>(host => host.StopWhenSourcesEnd = settings.Host.StopWhenSourcesEnd);
        builder.Services.AddHostedService<ProgressReporter>();
        return builder.Build();
    }

    private static TimeSpan Longest(TimeSpan stopTimeout, TimeSpan margin) =>
        stopTimeout > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : stopTimeout + margin;
}
