using NUnit.Framework;

namespace TradingEngine.TestKit;

/// <summary>The recorded days, calendars and API responses that stand beside the project, where they do.</summary>
public static class SharedData
{
    /// <summary>The recorded days.</summary>
    public static readonly string[] Days = ["nse-2019-07-09", "nse-2022-11-22", "us-2013-10-07"];

    /// <summary>
    /// The path of a file or folder in <c>../shared/data</c>; the test is skipped where that folder is absent.
    /// </summary>
    public static string PathOf(params string[] parts)
    {
        var path = Path.Combine([RepositoryRoot, "..", "shared", "data", .. parts]);
        if (!Path.Exists(path))
        {
            Assert.Ignore($"The recorded data is not on this machine: ../shared/data/{string.Join('/', parts)} is missing.");
        }

        return path;
    }

    /// <summary>The folder with TradingEngine.sln.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TradingEngine.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("There is no TradingEngine.sln above the tests.");
    }
}
