namespace TradingEngine.Kafka.Tests.Support;

/// <summary>Directories for the journals of engines, gone with the test.</summary>
internal sealed class Journals : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("journals-");

    /// <summary>Gives an engine the journal of this name, or none.</summary>
    public Action<EngineBuilder> Of(string name, bool hasJournal = true) => builder =>
    {
        if (hasJournal)
        {
            builder.UseJournal(Path.Combine(_root.FullName, name));
        }
    };

    public void Dispose() => _root.Delete(recursive: true);
}
