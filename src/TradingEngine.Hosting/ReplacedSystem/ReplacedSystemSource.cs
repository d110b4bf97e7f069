using Microsoft.Extensions.Configuration;

namespace TradingEngine.Hosting.ReplacedSystem;

/// <summary>The variables of the replaced system as a source.</summary>
internal sealed class ReplacedSystemSource : IConfigurationSource
{
    private readonly ReplacedSystemProvider _provider;

    public ReplacedSystemSource(IEnumerable<KeyValuePair<string, string?>> variables) =>
        _provider = new ReplacedSystemProvider(VariableMapping.Map(variables));

    public IConfigurationProvider Build(IConfigurationBuilder builder) => _provider;
}
