using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TradingEngine.Hosting;
using TradingEngine.Hosting.Settings;

namespace TradingEngine.Zerodha.Hosting;

/// <summary>Adds a Zerodha trader to an engine that is a service.</summary>
public static class ZerodhaServices
{
    /// <summary>
    /// Adds a <see cref="ZerodhaTrader"/>, which is a singleton, under a name that routes use, with the settings of the section
    /// <c>Zerodha</c>. What is wrong is reported together with the errors of the other sections.
    /// </summary>
    /// <param name="builder">The engine.</param>
    /// <param name="configuration">The configuration, from its root; read when the host starts.</param>
    /// <param name="name">The trader's name.</param>
    /// <exception cref="InvalidOperationException">It was added before.</exception>
    public static TradingEngineServiceBuilder AddZerodha(
        this TradingEngineServiceBuilder builder, IConfiguration configuration, string name = "zerodha")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        foreach (var service in builder.Services)
        {
            if (service.ServiceType == typeof(ZerodhaTrader))
            {
                throw new InvalidOperationException("AddZerodha was called before.");
            }
        }

        builder.ReadSettings(configuration, reader => ZerodhaSettings.Read(reader, new ZerodhaOptions()));
        builder.Services.AddSingleton(services =>
        {
            services.GetRequiredService<SettingReport>().ThrowIfWrong();
            var options = new ZerodhaOptions();
            ZerodhaSettings.Read(new SettingReader(configuration), options);
            return new ZerodhaTrader(options);
        });
        return builder.Configure(
            (services, engine) => engine.AddTrader(name, services.GetRequiredService<ZerodhaTrader>()));
    }
}
