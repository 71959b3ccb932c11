using System.Net;
using AngleSharp.Html.Dom;

namespace MaintenanceTasks.Dashboard.Tests;

public sealed class ParameterFieldTests
{
    private const string Every = DashboardHost.Root + "/tasks/EveryControl";

    [Theory]
    [InlineData("At", "datetime-local", "2026-07-01T10:00:00")]
    [InlineData("Until", "datetime-local", "2026-01-02T01:04:05")]
    [InlineData("Address", "url", "https://example.org/")]
    [InlineData("Big", "number", "18446744073709551615")]
    [InlineData("Ratio", "number", "0.25")]
    [InlineData("Letter", "text", "x")]
    [InlineData("Before", "number", "1")]
    [Ancestor("C267", "C268")]
    public async Task Each_type_has_its_control_with_its_default(string name, string type, string value)
    {
        await using var host = await DashboardHost.StartAsync();
        var input = (await host.PageAsync(Every)).QuerySelector($"#field-{name}")!;
        Assert.Equal((type, value), (input.GetAttribute("type"), input.GetAttribute("value")));
    }

    [Fact, Ancestor("C268")]
    public async Task Text_of_several_lines_has_a_text_area()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(Every);
        Assert.Equal("first\nsecond", ((IHtmlTextAreaElement)page.QuerySelector("#field-Notes")!).Value);

        await host.SubmitAsync(page.Form("/tasks/EveryControl"), ("Unset", "low"), ("Notes", "one\r\n\r\ntwo"));
        Assert.Equal("one\n\ntwo", Assert.Single(await host.Runner.ListAsync()).Arguments["Notes"]);
    }

    [Theory]
    [InlineData("Maybe", "true", "false")]
    [InlineData("Level", "low", "high")]
    [InlineData("Unset", "low", "high")]
    [InlineData("City", "1", "2")]
    [Ancestor("C209", Better = "services of the application are at hand, choices may be awaited, and have labels")]
    public async Task Limited_values_are_a_dropdown(string name, params string[] values)
    {
        await using var host = await DashboardHost.StartAsync();
        Assert.Equal(values, Select(await host.PageAsync(Every), name).Options.Select(option => option.Value).Where(value => value.Length > 0));
    }

    [Fact, Ancestor("C269")]
    public async Task A_dropdown_begins_with_a_prompt_unless_it_has_a_default()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(Every);
        Assert.Equal("Choose…", Select(page, "Unset").Options[0].Text);
        Assert.Equal("not set", Select(page, "City").Options[0].Text);
        Assert.Equal("low", Select(page, "Level").Options[0].Text);
        Assert.Equal("low", Select(page, "Level").Value);
        Assert.Equal("Paris & <Lyon>", Select(page, "City").Options[1].Text);
    }

    [Fact]
    public async Task Names_that_may_be_combined_are_chosen_together()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(Every);
        var days = Select(page, "Days");
        Assert.True(days.IsMultiple);
        Assert.Equal(["Monday", "Friday"], days.SelectedOptions.Select(option => option.Value));

        await host.SubmitAsync(page.Form("/tasks/EveryControl"), ("Unset", "low"), ("Days", ""), ("Days", "Wednesday"), ("Days", "Friday"));
        await host.SubmitAsync((await host.PageAsync(Every)).Form("/tasks/EveryControl"), ("Unset", "low"), ("Days", ""));
        Assert.Equal(["0", "Wednesday, Friday"], (await host.Runner.ListAsync()).Select(run => run.Arguments["Days"]));
    }

    [Theory]
    [InlineData("Unset", "", "expected one of low, high, found ''.")]
    [InlineData("Unset", "medium", "expected one of low, high, found 'medium'.")]
    [InlineData("City", "7", "expected one of 1, 2, found '7'.")]
    public async Task A_value_outside_of_the_choices_is_refused_beside_its_field(string name, string value, string error)
    {
        await using var host = await DashboardHost.StartAsync();
        var form = (await host.PageAsync(Every)).Form("/tasks/EveryControl");
        var answer = await host.SubmitAsync(form, name == "Unset" ? [(name, value)] : [("Unset", "low"), (name, value)]);
        var page = await DashboardHost.ReadAsync(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(error, page.Text($"#field-{name}-error"));
        Assert.Empty(await host.Runner.ListAsync());
    }

    [Fact]
    public async Task Choices_that_cannot_be_computed_are_said_instead_of_a_form()
    {
        await using var host = await DashboardHost.StartAsync();
        var form = (await host.PageAsync(Every)).Form("/tasks/EveryControl");
        host.Gate.IsBroken = true;
        Assert.Contains("The choices of EveryControl.City could not be computed: no cities today", (await host.PageAsync(Every)).Text(".notice"), StringComparison.Ordinal);
        var answer = await host.SubmitAsync(form, ("Unset", "low"), ("City", "1"));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Empty(await host.Runner.ListAsync());
    }

    [Fact, Ancestor("C211")]
    public async Task A_date_with_a_time_says_that_it_is_in_utc()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(Every);
        Assert.Equal("In UTC.", page.Text("#field-At-hint"));
        await host.SubmitAsync(page.Form("/tasks/EveryControl"), ("Unset", "low"), ("At", "2026-07-15T12:00"));
        Assert.Equal("2026-07-15T12:00:00.0000000Z", Assert.Single(await host.Runner.ListAsync()).Arguments["At"]);
    }

    [Fact, Ancestor("C212", Better = "the zone is an option, the same on every machine, and is written into the run")]
    public async Task A_date_with_a_time_says_which_zone_it_is_in_and_is_taken_there()
    {
        await using var host = await DashboardHost.StartAsync(zone: "Europe/Berlin");
        var page = await host.PageAsync(Every);
        Assert.Equal("In Europe/Berlin.", page.Text("#field-At-hint"));
        Assert.Equal("2026-07-01T12:00:00", page.QuerySelector("#field-At")!.GetAttribute("value"));
        Assert.Equal("2026-01-02T02:04:05", page.QuerySelector("#field-Until")!.GetAttribute("value"));
        await host.SubmitAsync(page.Form("/tasks/EveryControl"), ("Unset", "low"), ("At", "2026-07-15T12:00"));
        var run = Assert.Single(await host.Runner.ListAsync());
        Assert.Equal(("2026-07-15T10:00:00.0000000Z", "2026-01-02T02:04:05.0000000+01:00"), (run.Arguments["At"], run.Arguments["Until"]));
    }

    [Fact, Ancestor("C240", "C270", Better = "an optional dropdown can be emptied again, and false is a value like any other"), Avoids("Q29")]
    public async Task The_query_string_fills_every_control_and_unknown_names_stop_nothing()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(
            Every + "?cursor=7&Unknown=1&Notes=a%0Ab&At=2026-07-02T08:00&Until=2026-07-02T08:00%2B02:00&Address=https://x.org/&Big=5&Ratio=1.5&Letter=y"
            + "&Maybe=false&Level=high&Unset=low&City=2&Days=Wednesday&Days=Friday&Before=4");
        Assert.Equal("a\nb", ((IHtmlTextAreaElement)page.QuerySelector("#field-Notes")!).Value);
        Assert.Equal(
            ["2026-07-02T08:00:00", "2026-07-02T06:00:00", "https://x.org/", "5", "1.5", "y", "4"],
            new[] { "At", "Until", "Address", "Big", "Ratio", "Letter", "Before" }.Select(name => page.QuerySelector("#field-" + name)!.GetAttribute("value")));
        Assert.Equal(["false", "high", "low", "2"], new[] { "Maybe", "Level", "Unset", "City" }.Select(name => Select(page, name).Value));
        Assert.Equal(["Wednesday", "Friday"], Select(page, "Days").SelectedOptions.Select(option => option.Value));
        Assert.DoesNotContain(Select(page, "Unset").Options, option => option.Value.Length == 0);
        Assert.Null(page.QuerySelector("#history-older"));
    }

    [Fact, Ancestor("C213", "C214")]
    public async Task Only_what_must_be_given_is_marked_as_required()
    {
        await using var host = await DashboardHost.StartAsync();
        Assert.Empty((await host.PageAsync(Every)).QuerySelectorAll("[required]"));
        var page = await host.PageAsync(DashboardHost.Root + "/tasks/EveryParameter");
        Assert.Equal("Title required", page.Text("label[for=field-Title]"));
        Assert.Equal("Count", page.Text("label[for=field-Count]"));
    }

    [Fact, Ancestor("C245")]
    public async Task What_is_typed_is_stored_used_and_shown_when_the_run_has_succeeded()
    {
        await using var host = await DashboardHost.StartAsync(working: true);
        await host.SubmitAsync((await host.PageAsync(DashboardHost.Root + "/tasks/Echo")).Form("/tasks/Echo"), ("Word", "hello"));
        await host.UntilAsync(1, RunStatus.Succeeded);
        var page = await host.PageAsync(DashboardHost.Root + "/runs/1");
        Assert.Equal("Arguments Wordhello", page.Text("[aria-labelledby=arguments-title]"));
        Assert.Contains("1 item", page.Text("#summary"), StringComparison.Ordinal);
        Assert.Contains("heard hello", page.Text("[aria-labelledby=events-title]"), StringComparison.Ordinal);
    }

    [Fact, Ancestor("C238", "C239")]
    public async Task Fields_come_in_order_of_declaration()
    {
        await using var host = await DashboardHost.StartAsync();
        Assert.Equal(
            ["Notes", "At", "Until", "Address", "Big", "Ratio", "Letter", "Maybe", "Level", "Unset", "City", "Days", "Before"],
            (await host.PageAsync(Every)).QuerySelectorAll(".field label").Select(label => label.TextContent.Trim()));
    }

    private static IHtmlSelectElement Select(IHtmlDocument page, string name) => (IHtmlSelectElement)page.QuerySelector("#field-" + name)!;
}
