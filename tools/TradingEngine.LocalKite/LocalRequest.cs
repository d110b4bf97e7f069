namespace TradingEngine.LocalKite;

/// <summary>A request that arrived, whatever was answered.</summary>
/// <param name="Method">GET, POST, …</param>
/// <param name="Path">The path without the query.</param>
/// <param name="Fields">The fields of the form and of the query.</param>
public sealed record LocalRequest(string Method, string Path, IReadOnlyDictionary<string, string> Fields);
