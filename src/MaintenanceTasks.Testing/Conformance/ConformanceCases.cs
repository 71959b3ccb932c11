using System.Reflection;

namespace MaintenanceTasks.Testing;

/// <summary>Finds and runs the cases of a suite: the public methods of some static classes that take the suite's bench.</summary>
internal sealed class ConformanceCases<TBench>(params Type[] subjects)
{
    private readonly Dictionary<string, Func<TBench, Task>> _cases = subjects
        .SelectMany(subject => subject.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .ToDictionary(method => method.Name, method => method.CreateDelegate<Func<TBench, Task>>());

    public IReadOnlyList<string> Names => [.. _cases.Keys];

    public Task RunAsync(string name, TBench bench) => _cases.TryGetValue(name, out var run)
        ? run(bench)
        : throw new ArgumentException($"There is no case '{name}'. Take the names from Cases.", nameof(name));
}
