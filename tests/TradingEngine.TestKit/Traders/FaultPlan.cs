namespace TradingEngine.TestKit.Traders;

/// <summary>
/// Says call by call what goes wrong: by script first, then by chance, else nothing. Any thread may ask it.
/// </summary>
/// <typeparam name="TFault">The faults; the default value is none.</typeparam>
public sealed class FaultPlan<TFault>
    where TFault : struct, Enum
{
    private readonly Queue<TFault> _script = [];
    private readonly Random? _random;

    internal FaultPlan(Random? random)
    {
        _random = random;
    }

    /// <summary>What chance chooses from. <value>The default is every fault, with those that hang.</value></summary>
    public IReadOnlyList<TFault> Choices { get; set; } = Enum.GetValues<TFault>();

    /// <summary>
    /// How likely a call is faulty, 0 to 1, where the trader has a seed. <value>The default is 0.5.</value>
    /// </summary>
    public double Rate { get; set; } = 0.5;

    /// <summary>Says what goes wrong with the next calls, one after the other.</summary>
    public void Script(params TFault[] faults)
    {
        lock (_script)
        {
            Array.ForEach(faults, _script.Enqueue);
        }
    }

    /// <summary>What goes wrong now.</summary>
    internal TFault Next()
    {
        lock (_script)
        {
            if (_script.TryDequeue(out var scripted))
            {
                return scripted;
            }
        }

        if (_random is null)
        {
            return default;
        }

        // The plans of one trader share its random numbers.
        lock (_random)
        {
            return _random.NextDouble() < Rate ? Choices[_random.Next(Choices.Count)] : default;
        }
    }
}
