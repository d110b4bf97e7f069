using Microsoft.Extensions.Configuration;
using TradingEngine.Hosting.Settings;

namespace TradingEngine.Hosting.ReplacedSystem;

/// <summary>The environment variables of the system that this engine replaces, under the keys of this one.</summary>
public static class ReplacedSystemEnvironment
{
    /// <summary>
    /// Adds the variables as the lowest source, so that everything else wins: <c>ACTIVE_BROKERS</c>,
    /// <c>REDPANDA__*</c>, <c>PAPER_TRADING__*</c>, <c>TRADING__*__ENABLED</c> and <c>ZERODHA__ENABLED</c>, in upper or
    /// lower case. A variable of paper trading that has no effect here is a warning, unless its value is the default.
    /// </summary>
    /// <param name="builder">The sources so far.</param>
    /// <param name="variables">The variables, such as those of the process.</param>
    public static IConfigurationBuilder AddReplacedSystemEnvironment(
        this IConfigurationBuilder builder, IEnumerable<KeyValuePair<string, string?>> variables)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(variables);
        builder.Sources.Insert(0, new ReplacedSystemSource(variables));
        return builder;
    }

    /// <summary>Adds the variables of the process as the lowest source.</summary>
    public static IConfigurationBuilder AddReplacedSystemEnvironment(this IConfigurationBuilder builder)
    {
        var variables = new Dictionary<string, string?>();
        var process = Environment.GetEnvironmentVariables();
        foreach (string name in process.Keys)
        {
            variables[name] = (string?)process[name];
        }

        return builder.AddReplacedSystemEnvironment(variables);
    }

    /// <summary>
    /// Copies the warnings about variables that have no effect from a configuration into a report. Hosts do it by
    /// themselves.
    /// </summary>
    /// <param name="configuration">The root of a configuration.</param>
    /// <param name="report">Where the warnings go.</param>
    public static void CopyWarnings(IConfiguration configuration, SettingReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (configuration is not IConfigurationRoot root)
        {
            return;
        }

        foreach (var provider in root.Providers)
        {
            if (provider is ReplacedSystemProvider replaced)
            {
                foreach (var warning in replaced.Warnings)
                {
                    report.AddWarning(warning);
                }
            }
        }
    }
}
