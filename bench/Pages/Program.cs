using System.Globalization;
using Pages.Bench;

// Server time of the dashboard's pages, what a first visit costs, and what viewers cost. Figures to read, not a test.
//   dotnet run -c Release --project bench/Pages -- [--runs 100000] [--viewers 200] [--seconds 60]
// On PostgreSQL when MT_POSTGRES names a server on which a database may be made, else on SQLite.
var options = args.Chunk(2).ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture));
await using var database = await BenchDatabase.CreateAsync(Environment.GetEnvironmentVariable("MT_POSTGRES"));
await database.FillAsync(options.GetValueOrDefault("--runs", 100_000));
await using (var site = await Site.StartAsync(database))
{
    await PageTimes.MeasureAsync(site, database);
    await FirstVisit.MeasureAsync(site);
    await ProxyDelay.MeasureAsync(site);
    await Viewers.MeasureAsync(site, database.RunningRun, options.GetValueOrDefault("--viewers", 200), options.GetValueOrDefault("--seconds", 60));
}
