using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Session;

/// <summary>Keeps a login in a file that only its owner can read.</summary>
public static partial class KiteTokenFile
{
    /// <summary>Writes a login: beside the file, then in its place, so that nobody reads half of one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, KiteToken token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(token);
        var beside = $"{path}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(beside, options))
        {
            JsonSerializer.Serialize(file, new Content(token.AccessToken, token.UserId, token.LoginTime), Json.Default.Content);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    /// <summary>Reads a login.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problem">Why there is none; a part of a sentence.</param>
    public static KiteToken? Read(string path, out string problem)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        problem = "";
        try
        {
            using var file = File.OpenRead(path);
            if (JsonSerializer.Deserialize(file, Json.Default.Content) is { AccessToken.Length: > 0 } content)
            {
                return new KiteToken(content.AccessToken, content.UserId ?? "", content.LoginTime);
            }

            problem = $"the token file '{path}' holds no token";
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = $"there is no token file '{path}' yet";
        }
        catch (JsonException)
        {
            problem = $"the token file '{path}' cannot be read: it is not what 'kite login' writes";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"the token file '{path}' cannot be read: {exception.Message}";
        }

        return null;
    }

    private sealed record class Content(string AccessToken, string? UserId, DateTimeOffset LoginTime);

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Content))]
    private sealed partial class Json : JsonSerializerContext;
}
