using System.Text.Json.Serialization;
using TradingEngine.Portfolio;

namespace TradingEngine.CrashHost.Wire;

/// <summary>Everything that host, broker and test write and read as JSON.</summary>
[JsonSerializable(typeof(BrokerRequest))]
[JsonSerializable(typeof(BrokerAnswer))]
[JsonSerializable(typeof(IReadOnlyList<Position>))]
internal sealed partial class WireJson : JsonSerializerContext;
