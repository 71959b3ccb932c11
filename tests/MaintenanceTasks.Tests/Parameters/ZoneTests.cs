using MaintenanceTasks.Tests.Execution;
using MaintenanceTasks.Tests.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Tests.Parameters;

/// <summary>Dates with a time that name no zone.</summary>
public sealed class ZoneTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly TaskDescriptor Task = new(typeof(Meeting), Berlin);

    [Theory]
    [InlineData("2026-01-15T12:00", 11)]
    [InlineData("2026-07-15T12:00", 10)]
    [InlineData("2026-07-15T12:00Z", 12)]
    [InlineData("2026-07-15T12:00-05:00", 17)]
    public void A_moment_without_zone_is_in_the_zone_of_the_options_and_reaches_the_task_in_utc(string text, int hour)
    {
        var task = Apply(new() { ["At"] = text, ["Zoned"] = text });
        Assert.Equal((hour, DateTimeKind.Utc), (task.At.Hour, task.At.Kind));
        Assert.Equal(hour, task.Zoned.UtcDateTime.Hour);
    }

    [Fact, Ancestor("C211")]
    public void Without_an_option_the_zone_is_utc()
    {
        var descriptor = new TaskDescriptor(typeof(Meeting));
        var task = new Meeting();
        TaskArguments.Apply(descriptor, task, new Dictionary<string, string?> { ["At"] = "2026-07-15T12:00" });
        Assert.Equal(new DateTime(2026, 7, 15, 12, 0, 0, DateTimeKind.Utc), task.At);
        Assert.Equal(TimeZoneInfo.Utc, descriptor.Parameter("At")!.TimeZone);
        Assert.Null(descriptor.Parameter("Title")!.TimeZone);
    }

    [Fact]
    public void A_time_that_the_clocks_skip_is_refused_and_one_that_comes_twice_is_the_later_one()
    {
        var refusal = Assert.Throws<InvalidArgumentsException>(() => Apply(new() { ["At"] = "2026-03-29T02:30" }));
        Assert.Equal(
            "the clocks of Europe/Berlin skip '2026-03-29T02:30'. Write another time, or one with its offset such as 2026-03-29T02:30+01:00.",
            refusal.Errors["At"]);
        Assert.Equal(TimeSpan.FromHours(1), Apply(new() { ["Zoned"] = "2026-10-25T02:30" }).Zoned.Offset);
    }

    [Fact]
    public void What_code_sets_is_in_the_zone_too_where_it_does_not_say_what_it_is()
    {
        var set = TaskArguments.Read(Task, new Meeting { At = new DateTime(2026, 7, 15, 12, 0, 0, DateTimeKind.Unspecified) });
        Assert.Equal("2026-07-15T10:00:00.0000000Z", set["At"]);
        Assert.Equal("0001-01-01T00:00:00.0000000Z", TaskArguments.Read(Task, new Meeting())["At"]);
    }

    [Fact, Ancestor("C212", Better = "the zone is an option, the same on every machine, and is written into the run")]
    public async Task A_run_keeps_the_moment_and_not_the_way_it_was_typed()
    {
        await using var bench = new WorkBench(options => options.TimeZone = "Europe/Berlin", tasks: tasks => tasks.AddTask<Meeting>());
        var run = await bench.Runner.StartAsync(
            "Meeting", new Dictionary<string, string?> { ["At"] = "2026-07-15T12:00", ["Zoned"] = "2026-07-15 12:00", ["Title"] = "as typed" });
        Assert.Equal(
            ("2026-07-15T10:00:00.0000000Z", "2026-07-15T12:00:00.0000000+02:00", "as typed"),
            (run.Arguments["At"], run.Arguments["Zoned"], run.Arguments["Title"]));
        Assert.Equal("Europe/Berlin", bench.Services.GetRequiredService<TaskCatalog>().Get("Meeting").Parameter("At")!.TimeZone!.Id);
    }

    private static Meeting Apply(Dictionary<string, string?> arguments)
    {
        var task = new Meeting();
        TaskArguments.Apply(Task, task, arguments);
        return task;
    }

    private sealed class Meeting : Doing
    {
        public DateTime At { get; set; }

        public DateTimeOffset Zoned { get; set; }

        public string Title { get; set; } = "";
    }
}
