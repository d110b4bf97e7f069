using System.Text.Json;
using Microsoft.Extensions.Configuration;
using TradingEngine.Hosting.ReplacedSystem;

namespace TradingEngine.Runner.Configuration;

/// <summary>
/// Where settings come from. From the lowest to the highest: the variables of the replaced system, the file, the
/// variables with our prefix, the overrides of the command line.
/// </summary>
/// <param name="File">A JSON file, with comments where one likes; null for none.</param>
/// <param name="Variables">The variables of the environment.</param>
/// <param name="Overrides">Each <c>Key=Value</c>.</param>
internal sealed record class SettingSources(
    string? File, IReadOnlyDictionary<string, string?> Variables, IReadOnlyList<string> Overrides)
{
    /// <summary>What our variables begin with; two underscores stand for the colon of a key.</summary>
    public const string Prefix = "TRADINGENGINE_";

    /// <summary>The variables of this process.</summary>
    public static IReadOnlyDictionary<string, string?> ProcessVariables()
    {
        var process = Environment.GetEnvironmentVariables();
        return process.Keys.Cast<string>().ToDictionary(name => name, name => (string?)process[name]);
    }

    /// <summary>Reads the sources.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read; the message is one line that says
    /// why.</exception>
    public IConfigurationRoot Build()
    {
        var builder = new ConfigurationBuilder();
        if (File is not null)
        {
            builder.AddJsonFile(Path.GetFullPath(File), optional: false, reloadOnChange: false);
        }

        builder.AddInMemoryCollection(LastOf(OwnVariables()));
        builder.AddInMemoryCollection(LastOf(Overrides.Select(Split)));
        builder.AddReplacedSystemEnvironment(Variables);
        try
        {
            return builder.Build();
        }
        catch (Exception exception) when (
            exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new InvalidDataException(Explain(exception), exception);
        }
    }

    private IEnumerable<KeyValuePair<string, string?>> OwnVariables() => Variables
        .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        .Select(variable => KeyValuePair.Create(
            variable.Key[Prefix.Length..].Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal),
            variable.Value));

    /// <summary>The last value of each key: who says something twice means the second.</summary>
    private static Dictionary<string, string?> LastOf(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var last = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings)
        {
            last[key] = value;
        }

        return last;
    }

    private static KeyValuePair<string, string?> Split(string setting)
    {
        var parts = setting.Split('=', 2);
        return KeyValuePair.Create(parts[0].Trim(), (string?)parts[1]);
    }

    private string Explain(Exception exception)
    {
        if (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return $"The file '{File}' does not exist.";
        }

        var cause = exception;
        while (cause is not JsonException && cause.InnerException is not null)
        {
            cause = cause.InnerException;
        }

        return cause is JsonException { LineNumber: { } line }
            ? $"The file '{File}' is not valid JSON in line {line + 1}."
            : $"The file '{File}' cannot be read: {cause.Message}";
    }
}
