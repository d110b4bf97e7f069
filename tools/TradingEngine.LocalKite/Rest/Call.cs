namespace TradingEngine.LocalKite.Rest;

/// <summary>A route that was found.</summary>
/// <param name="Kind">What it is for faults.</param>
/// <param name="Guard">What is checked before it runs.</param>
/// <param name="Run">Makes the answer; errors are thrown.</param>
internal sealed record Call(LocalCall Kind, CallGuard Guard, Func<LocalAct, Answer> Run);
