using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TradingEngine.LatencyLab.Contenders;

namespace TradingEngine.LatencyLab.Report;

/// <summary>On what the figures were measured.</summary>
internal sealed partial record class MachineInfo(
    string Cpu, int CoreCount, string Runtime, string Os, string Commit, string Ring, DateTimeOffset Date)
{
    /// <summary>A name for a folder, such as <c>intel-xeon-2-cores</c>.</summary>
    public string Slug => Slugify($"{Cpu} {CoreCount} cores");

    /// <summary>A name for files, such as <c>own-ring</c>.</summary>
    public string RingSlug => Slugify(Ring);

    public static MachineInfo Read(string? repository) => new(
        ReadCpu(),
        Environment.ProcessorCount,
        RuntimeInformation.FrameworkDescription,
        $"{RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture})",
        repository is null ? "unknown" : ReadCommit(repository),
        RingName.Current,
        DateTimeOffset.UtcNow);

    /// <summary>Finds the folder of the solution above the program; null where there is none.</summary>
    public static string? FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TradingEngine.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }

    private static string ReadCpu()
    {
        const string file = "/proc/cpuinfo";
        var line = File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return line is null
            ? RuntimeInformation.ProcessArchitecture.ToString()
            : line[(line.IndexOf(':') + 1)..].Trim();
    }

    private static string ReadCommit(string repository)
    {
        var commit = RunGit(repository, "rev-parse --short=12 HEAD");
        var changes = RunGit(repository, "status --porcelain -- . :(exclude)benchmarks/results");
        return commit.Length == 0 ? "unknown" : changes.Length == 0 ? commit : $"{commit}-dirty";
    }

    private static string RunGit(string repository, string arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = repository,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var git = Process.Start(start)!;
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? output.Trim() : "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }

    private static string Slugify(string text) =>
        NotInSlug().Replace(text.ToLower(CultureInfo.InvariantCulture), "-").Trim('-');

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInSlug();
}
