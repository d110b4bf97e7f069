using Mono.Cecil;
using Mono.Cecil.Rocks;
using TradingEngine.TestKit;

namespace TradingEngine.Tests;

/// <summary>Who may use whom: namespaces equal folders, and dependencies point downwards.</summary>
[TestFixture]
public sealed class ArchitectureTests
{
    /// <summary>From the top to the bottom; a namespace uses those below it and none above.</summary>
    private static readonly string[][] Layers =
    [
        ["TradingEngine"],
        ["TradingEngine.Ingress.Recorded"],
        ["TradingEngine.Strategies"],
        ["TradingEngine.Ingress", "TradingEngine.Egress"],
        ["TradingEngine.Dispatch", "TradingEngine.Routing", "TradingEngine.Prices"],
        ["TradingEngine.Traders.Shadow"],
        ["TradingEngine.Traders.Paper"],
        ["TradingEngine.Traders"],
        ["TradingEngine.Journal"],
        ["TradingEngine.Risk"],
        ["TradingEngine.Orders", "TradingEngine.Portfolio"],
        ["TradingEngine.Markets"],
        ["TradingEngine.Ring", "TradingEngine.Journal.Storage"],
        ["TradingEngine.Internals", "TradingEngine.Diagnostics"],
        ["TradingEngine.Model"],
    ];

    private static readonly string[] AllowedAssemblies =
        ["Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions", "System.IO.Hashing", "Disruptor"];

    private static readonly AssemblyDefinition Core = AssemblyDefinition.ReadAssembly(typeof(Engine).Assembly.Location);

    [OneTimeTearDown]
    public void Close() => Core.Dispose();

    [Test]
    public void ShouldDependOnlyDownwards()
    {
        var wrong = Uses().Where(use => LayerOf(use.To) < LayerOf(use.From)).Distinct().ToList();

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void ShouldHaveNoCyclesWithinALayer()
    {
        var uses = Uses().Where(use => use.From != use.To).ToHashSet();

        Assert.That(uses.Where(use => uses.Contains((use.To, use.From))), Is.Empty);
    }

    [Test]
    public void ShouldNoticeAWrongDependency()
    {
        Assert.That(LayerOf("TradingEngine.Egress"), Is.LessThan(LayerOf("TradingEngine.Dispatch")));
        Assert.That(Uses(), Does.Contain(("TradingEngine.Dispatch", "TradingEngine.Traders")));
        Assert.That(Uses(), Does.Contain(("TradingEngine", "TradingEngine.Ingress")));
    }

    [Test]
    public void ShouldReferenceNothingButAbstractions()
    {
        var references = Core.MainModule.AssemblyReferences.Select(reference => reference.Name)
            .Where(name => !IsFramework(name) && !AllowedAssemblies.Contains(name));

        Assert.That(references, Is.Empty);
    }

    [Test]
    public void ShouldKeepTypesInTheFolderOfTheirNamespace()
    {
        var root = Path.Combine(SharedData.RepositoryRoot, "src", "TradingEngine");
        var wrong = SourceFiles(root)
            .Where(file => !File.ReadAllText(file).Contains($"namespace {NamespaceOf(root, file)};", StringComparison.Ordinal));

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void ShouldKeepFilesSmall()
    {
        string[] folders = ["src", "tools", "benchmarks", "tests"];
        var large = folders
            .Select(folder => Path.Combine(SharedData.RepositoryRoot, folder))
            .Where(Directory.Exists)
            .SelectMany(SourceFiles)
            .Where(file => File.ReadLines(file).Count() > 400);

        Assert.That(large, Is.Empty);
    }

    private static IEnumerable<string> SourceFiles(string root) => Directory
        .EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string NamespaceOf(string root, string file)
    {
        var folder = Path.GetRelativePath(root, Path.GetDirectoryName(file)!);
        return folder == "." ? "TradingEngine" : $"TradingEngine.{folder.Replace(Path.DirectorySeparatorChar, '.')}";
    }

    private static bool IsFramework(string name) =>
        (name.StartsWith("System.", StringComparison.Ordinal) && name != "System.IO.Hashing")
        || name is "Microsoft.Win32.Primitives" or "netstandard" or "mscorlib";

    private static int LayerOf(string name)
    {
        var layer = Array.FindIndex(Layers, names => names.Contains(name));
        return layer >= 0 ? layer : throw new InvalidOperationException($"The namespace {name} is in no layer.");
    }

    private static HashSet<(string From, string To)> Uses() => Core.MainModule.GetAllTypes()
        .SelectMany(type => TypesUsedBy(type).Select(used => (From: NamespaceOf(type), To: NamespaceOf(used))))
        .Where(use => IsOurs(use.From) && IsOurs(use.To))
        .ToHashSet();

    private static bool IsOurs(string name) =>
        name == "TradingEngine" || name.StartsWith("TradingEngine.", StringComparison.Ordinal);

    private static string NamespaceOf(TypeReference type)
    {
        while (type.DeclaringType is not null)
        {
            type = type.DeclaringType;
        }

        return type.Namespace;
    }

    private static IEnumerable<TypeReference> TypesUsedBy(TypeDefinition type)
    {
        var direct = new List<TypeReference?> { type.BaseType };
        direct.AddRange(type.Interfaces.Select(implemented => implemented.InterfaceType));
        direct.AddRange(type.Fields.Select(field => field.FieldType));
        foreach (var method in type.Methods)
        {
            direct.Add(method.ReturnType);
            direct.AddRange(method.Parameters.Select(parameter => parameter.ParameterType));
            if (method.HasBody)
            {
                direct.AddRange(method.Body.Variables.Select(variable => variable.VariableType));
                direct.AddRange(method.Body.Instructions.SelectMany(instruction => OperandTypes(instruction.Operand)));
            }
        }

        return direct.OfType<TypeReference>().SelectMany(Flatten);
    }

    private static IEnumerable<TypeReference> OperandTypes(object? operand) => operand switch
    {
        TypeReference type => [type],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Flatten(TypeReference type)
    {
        yield return type.GetElementType();
        if (type is GenericInstanceType generic)
        {
            foreach (var argument in generic.GenericArguments.SelectMany(Flatten))
            {
                yield return argument;
            }
        }
    }
}
