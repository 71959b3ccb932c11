using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

public sealed class TaskPageTests
{
    private const string Every = DashboardHost.Root + "/tasks/EveryParameter";

    [Theory]
    [InlineData("Title", "text", "")]
    [InlineData("Count", "number", "3")]
    [InlineData("Price", "number", "1.5")]
    [InlineData("Day", "date", "")]
    [InlineData("At", "time", "08:30:00")]
    [InlineData("From", "datetime-local", "2026-01-02T03:04:05")]
    [Ancestor("C267", "C268")]
    public async Task Each_parameter_has_the_control_of_its_type_with_its_default(string name, string type, string value)
    {
        await using var host = await DashboardHost.StartAsync();
        var input = (IHtmlInputElement)(await host.PageAsync(Every)).QuerySelector($"#field-{name}")!;
        Assert.Equal((type, value), (input.GetAttribute("type"), input.GetAttribute("value")));
    }

    [Fact, Ancestor("C268", "C269")]
    public async Task Booleans_are_checked_and_enums_are_chosen()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(Every);
        Assert.True(((IHtmlInputElement)page.QuerySelector("#field-DryRun")!).IsChecked);
        var select = (IHtmlSelectElement)page.QuerySelector("#field-Speed")!;
        Assert.Equal(["", "Careful", "Fast"], select.Options.Select(option => option.Value));
        Assert.DoesNotContain(select.Options, option => option.HasAttribute("selected"));
    }

    [Fact]
    public async Task Whole_numbers_step_by_one_and_others_by_anything()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(Every);
        Assert.Equal("1", page.QuerySelector("#field-Count")!.GetAttribute("step"));
        Assert.Equal("any", page.QuerySelector("#field-Price")!.GetAttribute("step"));
    }

    [Fact, Ancestor("C213", "C214")]
    public async Task Required_parameters_are_marked_and_described_ones_have_their_hint()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(Every);
        Assert.Equal(["Title", "Speed"], page.QuerySelectorAll("[required]").Select(field => field.GetAttribute("name")));
        Assert.Equal("Title required", page.Text("label[for=field-Title]"));
        Assert.Equal("How often.", page.Text("#field-Count-hint"));
        Assert.Equal("field-Count-hint", page.QuerySelector("#field-Count")!.GetAttribute("aria-describedby"));
    }

    [Fact]
    public async Task The_query_string_fills_the_form()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(Every + "?Title=Hello&DryRun=false&Speed=Fast&Unknown=1");
        Assert.Equal("Hello", page.QuerySelector("#field-Title")!.GetAttribute("value"));
        Assert.False(((IHtmlInputElement)page.QuerySelector("#field-DryRun")!).IsChecked);
        Assert.Equal("Fast", ((IHtmlSelectElement)page.QuerySelector("#field-Speed")!).Value);
    }

    [Fact]
    public async Task Description_namespace_and_delivery_are_shown()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(DashboardHost.Root + "/tasks/Backfill");
        Assert.Equal("Sets the slug of every post.", page.Text(".lead"));
        Assert.Contains("MaintenanceTasks.Dashboard.Tests", page.Text(".facts"), StringComparison.Ordinal);
        Assert.Contains("per item", page.Text(".facts"), StringComparison.Ordinal);
        Assert.Contains("at least once", (await host.PageAsync(DashboardHost.Root + "/tasks/Quick")).Text(".facts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_whose_collection_can_be_split_has_a_field_for_its_partitions_and_others_have_none()
    {
        await using var host = await DashboardHost.StartAsync();
        var field = (await host.PageAsync(DashboardHost.Root + "/tasks/Backfill")).QuerySelector("#partition-count")!;
        Assert.Equal(("number", "1", "1", "64"), (field.GetAttribute("type"), field.GetAttribute("value"), field.GetAttribute("min"), field.GetAttribute("max")));
        Assert.Null((await host.PageAsync(DashboardHost.Root + "/tasks/Quick")).QuerySelector("#partition-count"));
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("", 1)]
    public async Task The_number_of_partitions_that_is_sent_is_that_of_the_run(string sent, int expected)
    {
        await using var host = await DashboardHost.StartAsync();
        await host.SubmitAsync((await host.PageAsync(DashboardHost.Root + "/tasks/Backfill")).Form("/tasks/Backfill"), ("partition-count", sent));
        Assert.Equal(expected, (await host.Runner.ListAsync()).Single().Parallelism);
    }

    [Theory]
    [InlineData("65", "The parallelism of a run is from 1 to 64, found 65.")]
    [InlineData("-1", "The parallelism of a run is from 1 to 64, found -1.")]
    [InlineData("many", "The parallelism of a run is from 1 to 64, found many.")]
    public async Task A_number_of_partitions_that_cannot_be_is_refused_and_stays_in_the_field(string sent, string expected)
    {
        await using var host = await DashboardHost.StartAsync();
        var answer = await host.SubmitAsync((await host.PageAsync(DashboardHost.Root + "/tasks/Backfill")).Form("/tasks/Backfill"), ("partition-count", sent));
        var page = await DashboardHost.ReadAsync(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Equal(expected, page.Text("form .error"));
        Assert.Equal(sent, page.QuerySelector("#partition-count")!.GetAttribute("value"));
        Assert.Empty(await host.Runner.ListAsync());
    }

    [Fact]
    public async Task Submitting_the_form_starts_a_run_and_leads_to_its_page()
    {
        await using var host = await DashboardHost.StartAsync(user: "ana");
        var page = await host.PageAsync(Every);
        var answer = await host.SubmitAsync(page.Form("/tasks/EveryParameter"), ("Title", "x"), ("Speed", "Fast"), ("DryRun", "false"), ("Day", "2026-12-31"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var run = Assert.Single(await host.Runner.ListAsync());
        Assert.Equal($"{DashboardHost.Root}/runs/{run.Id}", answer.Headers.Location!.OriginalString);
        Assert.Equal("ana", run.StartedBy);
        Assert.Equal(("x", "Fast", "false", "2026-12-31"), (run.Arguments["Title"], run.Arguments["Speed"], run.Arguments["DryRun"], run.Arguments["Day"]));
    }

    [Fact]
    [Survives("S15")]
    public async Task A_double_click_starts_one_run()
    {
        await using var host = await DashboardHost.StartAsync();
        var form = (await host.PageAsync(DashboardHost.Root + "/tasks/Quick")).Form("/tasks/Quick");
        var first = await host.SubmitAsync(form);
        var second = await host.SubmitAsync(form);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Single(await host.Runner.ListAsync());
    }

    [Fact, Ancestor("C248"), Avoids("Q30")]
    public async Task A_refused_form_keeps_what_was_typed_and_says_beside_the_field_what_is_wrong()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(Every);
        var answer = await host.SubmitAsync(page.Form("/tasks/EveryParameter"), ("Title", "kept"), ("Count", "11"), ("DryRun", "false"), ("Speed", "Fast"));
        var again = await DashboardHost.ReadAsync(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("kept", again.QuerySelector("#field-Title")!.GetAttribute("value"));
        Assert.Equal("11", again.QuerySelector("#field-Count")!.GetAttribute("value"));
        Assert.False(((IHtmlInputElement)again.QuerySelector("#field-DryRun")!).IsChecked);
        Assert.Contains("between 1 and 10", again.Text("#field-Count-error"), StringComparison.Ordinal);
        Assert.Equal("true", again.QuerySelector("#field-Count")!.GetAttribute("aria-invalid"));
        Assert.Contains("field-Count-error", again.QuerySelector("#field-Count")!.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.Empty(await host.Runner.ListAsync());
    }

    [Fact]
    public async Task A_value_of_the_wrong_type_and_a_missing_one_are_named()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(Every);
        var answer = await host.SubmitAsync(page.Form("/tasks/EveryParameter"), ("Count", "many"));
        var again = await DashboardHost.ReadAsync(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("found 'many'", again.Text("#field-Count-error"), StringComparison.Ordinal);
        Assert.Contains("a value is required", again.Text("#field-Title-error"), StringComparison.Ordinal);
        Assert.Contains("a value is required", again.Text("#field-Speed-error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_active_run_with_the_same_arguments_is_refused_and_leads_to_the_first()
    {
        await using var host = await DashboardHost.StartAsync();
        var path = DashboardHost.Root + "/tasks/Backfill";
        await host.SubmitAsync((await host.PageAsync(path)).Form("/tasks/Backfill"), ("Prefix", "p"));
        var answer = await host.SubmitAsync((await host.PageAsync(path)).Form("/tasks/Backfill"), ("Prefix", "p"));
        var page = await DashboardHost.ReadAsync(answer, HttpStatusCode.Conflict);
        Assert.Contains("Run 1 of Backfill has the same arguments", page.Text(".notice"), StringComparison.Ordinal);
        Assert.Equal(DashboardHost.Root + "/runs/1", page.QuerySelector(".notice a")!.GetAttribute("href"));
        Assert.Equal("p", page.QuerySelector("#field-Prefix")!.GetAttribute("value"));
    }

    [Fact, Ancestor("C227", "C233", "C236")]
    public async Task Active_runs_are_shown_above_the_history_and_keep_the_page_busy()
    {
        await using var host = await DashboardHost.StartAsync();
        var reader = new ViewReader(host.Application.Services, TimeProvider.System, null);
        Assert.False((await reader.TaskAsync("Quick", null, [], CancellationToken.None)).IsBusy);
        await host.Runner.CancelAsync((await host.Runner.StartAsync<Quick>()).Id);
        Assert.False((await reader.TaskAsync("Quick", null, [], CancellationToken.None)).IsBusy);
        await host.Runner.StartAsync<Quick>();
        await host.Runner.StartAsync<Quick>();

        var page = await host.PageAsync(DashboardHost.Root + "/tasks/Quick");

        Assert.Equal(["Run 3", "Run 2"], page.QuerySelectorAll("#active .cards a").Select(link => link.TextContent));
        Assert.Equal(["Run 1"], page.QuerySelectorAll("#history td a").Select(link => link.TextContent));
        Assert.True((await reader.TaskAsync("Quick", null, [], CancellationToken.None)).IsBusy);
    }

    [Fact]
    public async Task A_task_that_cannot_be_constructed_says_so_and_has_no_form()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(DashboardHost.Root + "/tasks/Unconstructible");
        Assert.Contains("cannot be constructed", page.Text(".notice"), StringComparison.Ordinal);
        Assert.Empty(page.Forms);
    }

    [Fact, Ancestor("C228")]
    public async Task An_unknown_task_is_a_readable_404()
    {
        await using var host = await DashboardHost.StartAsync();
        var page = await host.PageAsync(DashboardHost.Root + "/tasks/Nope", HttpStatusCode.NotFound);
        Assert.Contains("There is no task 'Nope'", page.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    [Ancestor("C259", Better = "the row is the truth: a run that the queue did not take waits in the store and is rung for again")]
    public async Task A_queue_that_fails_hinders_no_start()
    {
        await using var host = await DashboardHost.StartAsync(
            builder => builder.Services.AddSingleton<IRunQueue, BrokenQueue>(), application => application.MapMaintenanceTasks().AllowAnonymous());
        var answer = await host.SubmitAsync((await host.PageAsync(DashboardHost.Root + "/tasks/Quick")).Form("/tasks/Quick"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(RunStatus.Enqueued, (await host.Runner.FindAsync(1))!.Run.Status);

        // What the workers of the queue do when it rings after all.
        Assert.True(await host.Application.Services.GetRequiredService<RunWorker>().PerformAsync(1, CancellationToken.None));
        await host.UntilAsync(1, RunStatus.Succeeded);
    }

    [Fact]
    [Ancestor("C260", Better = "a veto is told on the form with what was typed kept, and leaves no run behind")]
    public async Task A_task_that_refuses_to_be_started_says_why_on_the_form()
    {
        await using var host = await DashboardHost.StartAsync();
        var form = (await host.PageAsync(DashboardHost.Root + "/tasks/Vetoed")).Form("/tasks/Vetoed");
        var refused = await DashboardHost.ReadAsync(await host.SubmitAsync(form, ("Reason", "kept")), HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Not on a Friday.", refused.Text("main"), StringComparison.Ordinal);
        Assert.Equal("kept", refused.QuerySelector("#field-Reason")!.GetAttribute("value"));
        Assert.Empty(await host.Runner.ListAsync());
    }
}
