using System.CommandLine;
using Microsoft.Extensions.Configuration;
using TradingEngine.Hosting.Settings;

namespace TradingEngine.Runner.Compare;

/// <summary>The option <c>--last</c>.</summary>
internal static class SpanOption
{
    private const int SpanDaysMax = 3_650;

    /// <summary>A time above zero, as settings have it; null where it is not given.</summary>
    public static Option<TimeSpan?> Create(string name, string description) => new(name)
    {
        Description = $"{description}, such as 30m, 2h or 1d.",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection([KeyValuePair.Create(name, (string?)text)])
                .Build();
            var reader = new SettingReader(configuration);
            var span = reader.Time(name, TimeSpan.Zero, description);
            if (reader.Report.Errors.Count > 0)
            {
                result.AddError(reader.Report.Errors[0]);
            }
            else if (span <= TimeSpan.Zero || span > TimeSpan.FromDays(SpanDaysMax))
            {
                result.AddError($"{name} must be a time above zero up to {SpanDaysMax} days, not '{text}'.");
            }

            return span;
        },
    };
}
