using System.Globalization;
using System.Reflection;
using MaintenanceTasks.Dashboard;

namespace MaintenanceTasks.Packaging.Tests;

/// <summary>The tables of options say what the options are.</summary>
public sealed class OptionsTableTests
{
    private const string Head = "| option |";
    private static readonly Row[][] Tables = [.. Read("docs/running-tasks.md"), .. Read("docs/scaling.md")];

    [Fact]
    public void Every_option_of_the_engine_is_in_its_table_with_its_default() => Assert.Equal(
        Describe(new MaintenanceTasksOptions(), "").Order(StringComparer.Ordinal),
        Tables[0].Select(row => $"{row.Name} = {row.Default}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_option_of_the_dashboard_is_in_its_table() => Assert.Equal(
        Properties(typeof(DashboardOptions)).Select(property => property.Name).Order(StringComparer.Ordinal),
        Tables[1].Select(row => row.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_option_of_Hangfire_is_in_its_table_with_its_default() => Assert.Equal(
        Describe(new HangfireQueueOptions(), "").Order(StringComparer.Ordinal),
        Tables[2].Select(row => $"{row.Name} = {row.Default}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_option_says_what_it_is_for() =>
        Assert.All(Tables.SelectMany(table => table), row => Assert.True(row.Meaning.Length > 10, $"{row.Name} says nothing"));

    private static IEnumerable<string> Describe(object options, string prefix) => Properties(options.GetType())
        .SelectMany(property => property.GetValue(options) is WorkerOptions below
            ? Describe(below, property.Name + ":")
            : [$"{prefix}{property.Name} = {InWords(property.GetValue(options))}"]);

    private static PropertyInfo[] Properties(Type options) => options.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    private static string InWords(object? value) => value switch
    {
        TimeSpan { TotalDays: >= 1 } time => $"{time.TotalDays} days",
        TimeSpan { TotalMinutes: >= 1 } time => $"{time.TotalMinutes} min",
        TimeSpan time => $"{time.TotalSeconds} s",
        bool flag => flag ? "`true`" : "`false`",
        string text => $"`{text}`",
        long bytes => $"{bytes >> 30} GiB",
        null => "none",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static IEnumerable<Row[]> Read(string page)
    {
        var lines = File.ReadAllLines(Repository.PathOf(page));
        return lines.Index().Where(line => line.Item.StartsWith(Head, StringComparison.Ordinal)).Select(head => lines.Skip(head.Index + 2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new Row(cells[1].Trim('`'), cells[2], cells[3])).ToArray());
    }

    private sealed record Row(string Name, string Default, string Meaning);
}
