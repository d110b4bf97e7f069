using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingEngine.Hosting;
using TradingEngine.Hosting.Settings;
using TradingEngine.Kafka.Hosting;
using TradingEngine.Runner.Configuration;
using TradingEngine.Runner.Instruments;
using TradingEngine.Runner.LiveSim;
using TradingEngine.Runner.Strategies;
using TradingEngine.Strategies;
using TradingEngine.Zerodha;
using TradingEngine.Zerodha.Hosting;
using TradingEngine.Zerodha.Instruments;

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
            if (options.Feed != PriceFeed.Kafka)
            {
                sources = sources with { Overrides = ["Kafka:HasTicks=false", .. sources.Overrides] };
            }

            using var prices = options.Day is null ? null : new ReplayedPrices(options.Day, options.Speed);
            var settings = RunnerSettings.Load(sources);
            if (!Tell(settings))
            {
                return ExitStatus.WrongUsage;
            }

            if (!options.IsEmbedded)
            {
                if (options.Feed == PriceFeed.Kite && (!settings.HasZerodha || settings.Ticker.Instruments.Count == 0))
                {
                    Console.Error.WriteLine(
                        "--feed kite needs Traders:Zerodha:Enabled and the tokens in Ticker:Instruments.");
                    return ExitStatus.WrongUsage;
                }

                return Run(settings, sources, options, prices, playground: null, live: null);
            }

            using var live = options.SimulationSeconds > 0 ? LiveSimulation.Start(sources, options) : null;
            sources = live?.Sources ?? sources;
            using var playground = Playground.Start(
                RunnerSettings.Load(sources), sources, live is null && prices is null ? options.TicksPerSecond : 0);
            var status = Run(
                RunnerSettings.Load(playground.Sources), playground.Sources, options, prices, playground, live);
            live?.Report(Console.Out);
            return status;
        }
        catch (InvalidDataException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitStatus.WrongUsage;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or StrategySourceException)
        {
            Console.Error.WriteLine($"run failed: {exception.Message}");
            return ExitStatus.Failed;
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

    private static int Run(
        RunnerSettings settings,
        SettingSources sources,
        RunOptions options,
        ReplayedPrices? prices,
        Playground? playground,
        LiveSimulation? live)
    {
        using var host = Build(settings, sources, options, prices, live);
        try
        {
            host.Start();
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException or SettingsException
            or IOException or UnauthorizedAccessException or StrategySourceException)
        {
            Console.Error.WriteLine($"run failed: {exception.Message}");
            return ExitStatus.Failed;
        }

        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("run was ended before it had started.");
            return ExitStatus.Interrupted;
        }

        var engine = host.Services.GetRequiredService<Engine>();
        using var signals = new ModeSignals(engine);
        playground?.Open(Console.Out);
        live?.Open(
            playground!.BootstrapServers,
            playground.Topics,
            engine,
            host.Services.GetRequiredService<IHostApplicationLifetime>());
        host.WaitForShutdown();
        return Environment.ExitCode == 0 ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static IHost Build(
        RunnerSettings settings,
        SettingSources sources,
        RunOptions options,
        ReplayedPrices? prices,
        LiveSimulation? live)
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
        var services = builder.Services.AddTradingEngine(settings.ApplyTo).AddKafka(settings.Configuration);
        if (settings.HasZerodha)
        {
            services.AddZerodha(settings.Configuration, RunnerSettings.ZerodhaName);
        }

        if (prices is not null)
        {
            services.Configure((_, engine) => engine.AddSource(prices));
        }

        if (options.Feed == PriceFeed.Kite)
        {
            services.Configure((provider, engine) => engine.AddSource(
                settings.Ticker.MakeSource(settings.Zerodha, provider.GetRequiredService<ZerodhaTrader>())));
        }

        services.Configure((_, engine) => Instrument(engine, settings.Instruments));
        services.Configure((_, engine) => engine.AddSink(new StrategyNews(Console.Out, TimeProvider.System)));
        RunnerStrategies.Add(services, settings, sources);
        if (live is not null)
        {
            services.Configure((_, engine) => engine.AddSink(live.Outcomes));
        }

        if (settings.HasZerodha && settings.Instruments.CacheDirectory.Length > 0)
        {
            builder.Services.AddSingleton(new InstrumentCache(settings.Instruments.CacheDirectory));
            builder.Services.AddHostedService<InstrumentService>();
        }

        builder.Services.Configure<EngineHostOptions>(host => host.StopWhenSourcesEnd = settings.Host.StopWhenSourcesEnd);
        builder.Services.AddHostedService<ProgressReporter>();
        return builder.Build();
    }

    /// <summary>Gives the engine the list that is there.</summary>
    private static void Instrument(EngineBuilder builder, InstrumentSettings settings)
    {
        if (settings.File.Length > 0)
        {
            builder.UseInstruments(InstrumentFile.Read(settings.File).Registry);
        }
        else if (settings.CacheDirectory.Length > 0)
        {
            var cache = new InstrumentCache(settings.CacheDirectory);
            if (cache.ReadNewest(out var day) is { } list)
            {
                builder.UseInstruments(list.Registry);
                if (day < cache.DayAt(TimeProvider.System.GetUtcNow()))
                {
                    Console.Error.WriteLine(
                        $"Warning: the list of instruments is of {day:yyyy-MM-dd}; it is used until that of today is there.");
                }
            }
        }
    }

    private static TimeSpan Longest(TimeSpan stopTimeout, TimeSpan margin) =>
        stopTimeout > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : stopTimeout + margin;
}
