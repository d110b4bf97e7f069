using System.Diagnostics;
using System.Globalization;

namespace TradingEngine.LocalKite.Tests;

public sealed class ProgramTests
{
    [Test]
    [Platform("Linux,MacOsX")]
    public async Task ShouldPrintWhatAClientNeedsAndEndWithZeroByAnInterrupt()
    {
        using var process = Start("--port", "0", "--walk", "500", "--api-key", "my-key", "--route-prefix", "/oms");
        using var end = new EndOf(process);
        var lines = new Dictionary<string, string>();
        for (var i = 0; i < 6; i++)
        {
            var line = (await process.StandardOutput.ReadLineAsync())!;
            lines.Add(line[..14].Trim(), line[14..].Trim());
        }

        using var http = new HttpClient { BaseAddress = new Uri(lines["root"]) };
        http.DefaultRequestHeaders.Add("X-Kite-Version", "3");
        http.DefaultRequestHeaders.TryAddWithoutValidation(
            "Authorization", $"token {lines["api key"]}:{lines["access token"]}");
        using var profile = await http.GetAsync("/oms/user/profile");
        await KiteClient.DataAsync(profile);
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.Zero);
        Assert.That(lines["api key"], Is.EqualTo("my-key"));
        Assert.That(lines["socket root"], Does.StartWith("ws://127.0.0.1:"));
        Assert.That(lines["request token"], Has.Length.EqualTo(32));
    }

    [TestCase("--bogus", "1")]
    [TestCase("--port", "99999")]
    [TestCase("--walk", "-1")]
    [TestCase("--seed", "x")]
    public async Task ShouldRefuseAWrongOption(string name, string value)
    {
        using var process = Start(name, value);

        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.EqualTo(2));
        Assert.That(error, Does.Contain(name).Or.Contain(value));
    }

    /// <summary>A failed test must not leave its process behind.</summary>
    private sealed class EndOf(Process process) : IDisposable
    {
        public void Dispose() => process.Kill();
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(LocalKiteServer).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
