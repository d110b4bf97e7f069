using System.CommandLine;

namespace TradingEngine.Runner.Configuration;

/// <summary>The options <c>--config</c> and <c>--set</c> of a command.</summary>
internal sealed class SettingOptions
{
    /// <summary>Read from the current folder, where it is, unless another file is named.</summary>
    public const string DefaultFile = "appsettings.json";

    private readonly Option<string?> _config = new("--config")
    {
        Description = $"The file with the settings. Without it {DefaultFile}, where there is one.",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "A setting, Key=Value, such as Engine:RingSize=16384. Wins over the file and the environment.",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Adds the options to a command.</summary>
    public SettingOptions(Command command)
    {
        _set.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.IndexOf('=', StringComparison.Ordinal) < 1)
                {
                    result.AddError($"--set must be Key=Value, not '{token.Value}'.");
                }
            }
        });
        command.Options.Add(_config);
        command.Options.Add(_set);
    }

    /// <summary>The sources that a command line asks for.</summary>
    public SettingSources SourcesOf(ParseResult parsed) => new(
        parsed.GetValue(_config) ?? (File.Exists(DefaultFile) ? DefaultFile : null),
        SettingSources.ProcessVariables(),
        parsed.GetRequiredValue(_set));
}
