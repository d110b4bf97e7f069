using System.CommandLine;
using TradingEngine.Runner.Configuration;

namespace TradingEngine.Runner.Kite;

/// <summary>The commands <c>kite login</c> and <c>kite instruments</c>.</summary>
internal static class KiteCommand
{
    public static Command Create() => new("kite", "Speaks to Zerodha's Kite Connect.")
    {
        CreateLogin(), CreateInstruments(),
    };

    private static Command CreateLogin()
    {
        var token = new Option<string?>("--request-token")
        {
            Description = "What the login page handed to your address. Without it, it is read from the input.",
        };
        var command = new Command("login", "Prints the login page, takes the request token, and writes the token file.")
        {
            token,
        };
        var settings = new SettingOptions(command);
        command.SetAction((parsed, cancellationToken) => KiteRun.ExecuteAsync(
            settings.SourcesOf(parsed),
            run => run.LoginAsync(parsed.GetValue(token), cancellationToken)));
        return command;
    }

    private static Command CreateInstruments()
    {
        var command = new Command("instruments", "Downloads the list of instruments of today into the cache.");
        var settings = new SettingOptions(command);
        command.SetAction((parsed, cancellationToken) => KiteRun.ExecuteAsync(
            settings.SourcesOf(parsed), run => run.DownloadAsync(cancellationToken)));
        return command;
    }
}
