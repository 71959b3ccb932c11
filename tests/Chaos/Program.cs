using Chaos;

if (args is [] or ["-h" or "--help"])
{
    Console.WriteLine("Usage: dotnet run -c Release --project tests/Chaos -- <verb> [--option value]…\n");
    foreach (var scenario in ScenarioList.All) Console.WriteLine($"  {scenario.Verb,-8} {scenario.Claim}\n           {scenario.Usage}\n");
    return 0;
}

if (ScenarioList.Find(args[0]) is not { } chosen)
{
    Console.Error.WriteLine($"Expected one of the verbs {string.Join(", ", ScenarioList.All.Select(scenario => scenario.Verb))}, found '{args[0]}'.");
    return 2;
}

try
{
    return await ScenarioList.RunAsync(chosen, Console.Out, args[1..]) ? 0 : 1;
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
