using System.Text.Json;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Session;

/// <summary>A file with an access token, which the login writes and the engine reads.</summary>
/// <remarks>
/// JSON: <c>{"access_token":"…","user_id":"AB1234","login_time":"2026-08-03T08:45:00+05:30"}</c>. Only its owner may
/// read and write it, where the system has such rights.
/// </remarks>
public sealed class KiteTokenFile
{
    private const int SizeMax = 64 << 10;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;

    /// <summary>Names the file, which need not be there yet.</summary>
    /// <param name="path">Its path.</param>
    public KiteTokenFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = System.IO.Path.GetFullPath(path);
    }

    /// <summary>The full path.</summary>
    public string Path => _path;

    /// <summary>Reads the file. Never throws because of it.</summary>
    /// <param name="token">The token, null where there is none; it may have ended.</param>
    /// <param name="problem">What is wrong, for a person, null where there is a token.</param>
    /// <returns>Whether there is a token.</returns>
    public bool TryRead(out KiteToken? token, out string? problem)
    {
        token = null;
        try
        {
            problem = Read(out token);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = "There is no such file.";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            problem = $"It cannot be read: {error.Message}";
        }

        return token is not null;
    }

    /// <summary>
    /// Writes the file: beside it first, then in its place, so that a reader finds the old or the new token and never
    /// half of one.
    /// </summary>
    /// <param name="token">What stands there afterwards.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public void Write(KiteToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(_path)!);
        var beside = $"{_path}.{Guid.NewGuid():N}.tmp";
        try
        {
            WriteNew(beside, token);
            File.Move(beside, _path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>Which file it is.</summary>
    public override string ToString() => $"The token file {_path}";

    private static void WriteNew(string path, KiteToken token)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var stream = new FileStream(path, options);
        JsonSerializer.Serialize(stream, KiteTokenText.From(token), SessionJson.Default.KiteTokenText);
        stream.Flush(flushToDisk: true);
    }

    private string? Read(out KiteToken? token)
    {
        token = null;
        using var stream = new FileStream(
            _path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[SizeMax + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > SizeMax)
        {
            return "It is too large for a token.";
        }

        if (length == 0)
        {
            return "It is empty.";
        }

        try
        {
            var json = KiteJson.WithoutMark(bytes.AsSpan(0, length));
            var text = JsonSerializer.Deserialize(json, SessionJson.Default.KiteTokenText);
            return text is null ? "It holds no token." : text.Read(out token);
        }
        catch (JsonException)
        {
            return "It is torn, or no token file: it is not the JSON of one.";
        }
    }
}
