using System.CommandLine;
using System.Globalization;
using Bench;
using Bench.Cases;
using Bench.Data;

if (args is [MemoryCase.Verb, var walked, var where, var count])
{
    await MemoryCase.WalkAsync(walked, where, int.Parse(count, CultureInfo.InvariantCulture));
    return 0;
}

if (args is [LatencyCases.Verb, var name, var place])
{
    await LatencyCases.StartAsync(name, place);
    return 0;
}

var posts = new Option<int>("--posts") { Description = "Rows of the table.", DefaultValueFactory = _ => 200_000 };
var items = new Option<int>("--items") { Description = "Elements of lists and sources; a fifth as many rows of the CSV file.", DefaultValueFactory = _ => 5_000_000 };
var pairs = new Option<int>("--pairs") { Description = "Pairs of measurements a case.", DefaultValueFactory = _ => 5 };
var postgres = new Option<bool>("--postgres") { Description = "Measure on the server that MT_POSTGRES names as well." };
var only = new Option<string?>("--only") { Description = "Only cases whose name contains this." };
var json = new Option<string>("--json") { Description = "Where to write the figures.", DefaultValueFactory = _ => "bench-results.json" };
var command = new RootCommand("Measures the engine against hand-written loops: in turn, in one process, on the same data.") { posts, items, pairs, postgres, only, json };
command.SetAction(parsed => RunAsync(parsed));
return await command.Parse(args).InvokeAsync();

async Task<int> RunAsync(ParseResult parsed)
{
    var server = parsed.GetValue(postgres) ? Environment.GetEnvironmentVariable("MT_POSTGRES") : null;
    if (parsed.GetValue(postgres) && string.IsNullOrEmpty(server))
    {
        await Console.Error.WriteLineAsync("Expected a server in MT_POSTGRES, for example Host=127.0.0.1;Username=postgres;Database=postgres, found none.");
        return 2;
    }

    var options = new BenchOptions(
        parsed.GetValue(posts), parsed.GetValue(items), parsed.GetValue(pairs), server, parsed.GetValue(only), parsed.GetValue(json)!);
    var report = new Report(options);
    await OnEachAsync(async database =>
    {
        await database.FillAsync(options.Posts);
        await new DatabaseCases(database, options).RunAsync(report);
        await StatementCases.RunAsync(database, options, report);
    });
    await PlainCases.RunAsync(options, report);
    await OnEachAsync(database => MemoryCase.RunAsync(database, options, report));
    report.Show();
    await report.WriteAsync();
    return report.AllHold ? 0 : 1;

    async Task OnEachAsync(Func<BenchDatabase, Task> measure)
    {
        await using (var file = new SqliteBench()) await measure(file);
        if (server is null) return;
        await using var database = PostgresBench.On(server);
        await measure(database);
    }
}
