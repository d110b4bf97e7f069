namespace TradingEngine.TestKit;

/// <summary>Where the programs of PostgreSQL are, and who may run them: not root.</summary>
/// <param name="Folder">The folder with <c>initdb</c> and <c>postgres</c>.</param>
/// <param name="UserId">The user and the group to become; null to stay who we are.</param>
internal sealed record class PostgresPrograms(string Folder, (uint User, uint Group)? UserId)
{
    private const string User = "postgres";

    /// <summary>Looks in PATH, then where Debian has it, the newest version first.</summary>
    /// <param name="reason">Why it cannot be used.</param>
    /// <returns>Null where it cannot.</returns>
    public static PostgresPrograms? Find(out string? reason)
    {
        reason = null;
        if (!OperatingSystem.IsLinux())
        {
            reason = "Tests start PostgreSQL on Linux only.";
        }
        else if (Folders().FirstOrDefault(IsWhole) is not { } folder)
        {
            reason = "PostgreSQL is not on this machine: neither in PATH nor in /usr/lib/postgresql.";
        }
        else if (!Environment.IsPrivilegedProcess)
        {
            return new PostgresPrograms(folder, null);
        }
        else if (FindUser() is { } id)
        {
            return new PostgresPrograms(folder, id);
        }
        else
        {
            reason = $"PostgreSQL does not run as root, and there is no user {User} on this machine.";
        }

        return null;
    }

    private static IEnumerable<string> Folders()
    {
        const string Debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        return
        [
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries),
            .. installed.OrderByDescending(folder => double.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin")),
        ];
    }

    private static bool IsWhole(string folder) =>
        File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));

    private static (uint User, uint Group)? FindUser()
    {
        foreach (var line in File.ReadLines("/etc/passwd"))
        {
            if (line.Split(':') is [User, _, var user, var group, ..]
                && uint.TryParse(user, out var userId) && uint.TryParse(group, out var groupId))
            {
                return (userId, groupId);
            }
        }

        return null;
    }
}
