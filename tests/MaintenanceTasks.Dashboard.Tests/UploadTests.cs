using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using MaintenanceTasks.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Files in the form that starts a run.</summary>
public sealed class UploadTests
{
    private const string Page = DashboardHost.Root + "/tasks/ReadLines";

    [Fact]
    [Ancestor("C244", "C235")]
    public async Task A_task_with_a_file_is_started_by_choosing_one()
    {
        await using var host = await DashboardHost.StartAsync(working: true);
        var form = await FormAsync(host);
        Assert.Equal("multipart/form-data", form.GetAttribute("enctype"));
        Assert.Equal(BrowserForm.FileField, form.Elements.OfType<IHtmlInputElement>().Last().Name);

        var answer = await host.SubmitAsync(form, File("one\ntwo\n"), ("Prefix", "p"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var run = await host.UntilAsync(1, RunStatus.Succeeded);
        Assert.Equal(("p", 2L), (run.Arguments["Prefix"], run.Ticks));
        Assert.Contains(await host.Runner.EventsAsync(1), happened => happened.Text == "two");
    }

    [Fact]
    public async Task A_task_without_a_file_has_no_field_for_one_and_refuses_one_that_is_sent()
    {
        await using var host = await DashboardHost.StartAsync();
        var form = (await host.PageAsync(DashboardHost.Root + "/tasks/Quick")).Form("/tasks/Quick");
        Assert.Null(form.GetAttribute("enctype"));
        Assert.Null(form.QuerySelector("input[type=file]"));
        var again = await DashboardHost.ReadAsync(await host.SubmitAsync(form, File("a")), HttpStatusCode.UnprocessableEntity);
        Assert.Contains("takes no file, found 'lines.txt'", again.Text(".error"), StringComparison.Ordinal);
        Assert.Empty(await host.Runner.ListAsync());
    }

    [Theory]
    [InlineData("", "", "Choose the file to work on.", HttpStatusCode.UnprocessableEntity)]
    [InlineData("lines.txt", "", "The file is empty.", HttpStatusCode.UnprocessableEntity)]
    [InlineData("lines.txt", "more than a hundred bytes: …………………………………………………………………………………………………………………………………", "larger than 100 bytes", HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_file_that_cannot_be_taken_is_said_beside_the_field_and_what_was_typed_stays(string name, string content, string message, HttpStatusCode status)
    {
        await using var host = await StartAsync(options => options.MaxUploadSize = 100);
        var answer = await host.SubmitAsync(await FormAsync(host), File(content, name), ("Prefix", "kept"), ("Count", "7"));
        var again = await DashboardHost.ReadAsync(answer, status);
        Assert.Contains(message, again.Text("#input-file-error"), StringComparison.Ordinal);
        Assert.Contains("Choose it again", again.Text("#input-file-hint"), StringComparison.Ordinal);
        Assert.Equal(("kept", "7"), (again.QuerySelector("#field-Prefix")!.GetAttribute("value"), again.QuerySelector("#field-Count")!.GetAttribute("value")));
        Assert.Empty(await host.Runner.ListAsync());
        Assert.Empty(await ChunksAsync(host, 1));
    }

    [Fact]
    public async Task The_limit_is_on_the_page_and_one_gibibyte_by_default()
    {
        await using var host = await DashboardHost.StartAsync();
        var field = (await FormAsync(host)).QuerySelector("input[type=file]")!;
        Assert.Equal("1073741824", field.GetAttribute("data-most"));
        Assert.Equal("At most 1 GiB.", (await host.PageAsync(Page)).Text("#input-file-hint"));
    }

    [Fact]
    public async Task A_parameter_that_is_wrong_is_said_before_anything_of_the_file_is_stored()
    {
        await using var host = await StartAsync();
        var answer = await host.SubmitAsync(await FormAsync(host), File("one"), ("Count", "11"));
        var again = await DashboardHost.ReadAsync(answer, HttpStatusCode.UnprocessableEntity);
        Assert.Contains("between 1 and 10", again.Text("#field-Count-error"), StringComparison.Ordinal);
        Assert.Empty(Files(host).Begun);
    }

    [Fact]
    [Survives("S11")]
    public async Task The_file_is_stored_while_it_arrives()
    {
        await using var host = await StartAsync();
        var rest = new TaskCompletionSource();
        var content = File(new SlowContent(new byte[RunFile.ChunkSize * 2], rest.Task), "large.txt");
        var sending = host.SubmitAsync(await FormAsync(host), content);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await ChunksAsync(host, 1) is [])
        {
            Assert.False(sending.IsCompleted || patience.IsCancellationRequested, "Nothing was stored before the last byte was sent.");
            await Task.Delay(10, CancellationToken.None);
        }

        rest.SetResult();
        Assert.Equal(HttpStatusCode.SeeOther, (await sending).StatusCode);
        Assert.Equal(RunFile.ChunkSize * 3L, (await host.Runner.FindFileAsync(1))!.Size);
    }

    [Fact]
    public async Task Nothing_of_a_file_is_read_before_the_token_was_found_valid()
    {
        await using var host = await StartAsync();
        var form = await FormAsync(host);
        HttpContent[] withoutToken = [BrowserForm.Field("Prefix", "p"), File("one")];
        HttpContent[] tokenTooLate = [File("one"), .. form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type == "hidden").Select(input => BrowserForm.Field(input.Name!, input.Value))];
        foreach (var parts in new[] { withoutToken, tokenTooLate })
        {
            var page = await DashboardHost.ReadAsync(await host.PostAsync(form, parts), HttpStatusCode.BadRequest);
            Assert.Contains("has no valid token", page.Text("main"), StringComparison.Ordinal);
        }

        Assert.Empty(Files(host).Begun);
    }

    [Fact]
    public async Task A_field_after_the_file_is_refused_because_nobody_would_read_it()
    {
        await using var host = await StartAsync();
        var form = await FormAsync(host);
        var hidden = form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type == "hidden").Select(input => BrowserForm.Field(input.Name!, input.Value));
        var page = await DashboardHost.ReadAsync(await host.PostAsync(form, [.. hidden, File("one"), BrowserForm.Field("Prefix", "lost")]), HttpStatusCode.BadRequest);
        Assert.Contains("Expected the file as the last field", page.Text("main"), StringComparison.Ordinal);
        Assert.Empty(await host.Runner.ListAsync());
    }

    [Fact]
    [Survives("F59")]
    public async Task A_form_that_ends_half_way_leaves_nothing_behind()
    {
        await using var host = await StartAsync();
        var form = await FormAsync(host);
        var whole = BrowserForm.Of([.. form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type == "hidden").Select(input => BrowserForm.Field(input.Name!, input.Value)), File("one\ntwo\n")]);
        var half = new ByteArrayContent((await whole.ReadAsByteArrayAsync())[..^45]);
        half.Headers.ContentType = whole.Headers.ContentType;
        var answer = await host.SendAsync(new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = half });
        Assert.Contains("broke off", (await DashboardHost.ReadAsync(answer, HttpStatusCode.BadRequest)).Text("main"), StringComparison.Ordinal);
        Assert.Empty(await host.Runner.ListAsync());
        Assert.Empty(await ChunksAsync(host, 1));
    }

    [Fact]
    public async Task A_double_click_keeps_one_run_and_one_file()
    {
        await using var host = await StartAsync();
        var form = await FormAsync(host);
        var first = await host.SubmitAsync(form, File("one"));
        var second = await host.SubmitAsync(form, File("one"));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Single(await host.Runner.ListAsync());
        Assert.NotEmpty(await ChunksAsync(host, 1));
        Assert.Empty(await ChunksAsync(host, 2));
    }

    [Theory]
    [Ancestor("C017", Better = "what the file contains decides, not the type its browser calls it by, which differs by system")]
    [InlineData("text/csv")]
    [InlineData("application/vnd.ms-excel")]
    [InlineData("application/octet-stream")]
    public async Task The_type_a_browser_gives_a_file_does_not_matter(string type)
    {
        await using var host = await DashboardHost.StartAsync(working: true);
        await host.SubmitAsync(await FormAsync(host), BrowserForm.File(new StringContent("one"), "lines.txt", type));
        Assert.Equal(1L, (await host.UntilAsync(1, RunStatus.Succeeded)).Ticks);
    }

    [Fact]
    public async Task A_form_that_a_middleware_of_the_host_has_read_before_works_as_well()
    {
        await using var host = await StartAsync(map: application => application.Use(async (context, next) =>
        {
            if (context.Request.HasFormContentType) await context.Request.ReadFormAsync();
            await next(context);
        }));
        Assert.Equal(HttpStatusCode.SeeOther, (await host.SubmitAsync(await FormAsync(host), File("one"), ("Prefix", "p"))).StatusCode);
        Assert.Equal((3L, "lines.txt"), ((await host.Runner.FindFileAsync(1))!.Size, (await host.Runner.FindFileAsync(1))!.Name));
        Assert.Equal("p", Assert.Single(await host.Runner.ListAsync()).Arguments["Prefix"]);
    }

    private static async Task<IHtmlFormElement> FormAsync(DashboardHost host) => (await host.PageAsync(Page)).Form("/tasks/ReadLines");

    private static HttpContent File(string text, string name = "lines.txt") => File(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), name);

    private static HttpContent File(HttpContent content, string name) => BrowserForm.File(content, name);

    private static Task<IReadOnlyList<RunFileChunk>> ChunksAsync(DashboardHost host, long file) =>
        Files(host).ChunksAsync(file, 0, new byte[RunFile.ChunkSize], CancellationToken.None);

    private static WatchedFiles Files(DashboardHost host) => (WatchedFiles)host.Application.Services.GetRequiredService<IRunFiles>();

    private static Task<DashboardHost> StartAsync(Action<MaintenanceTasksOptions>? configure = null, Action<WebApplication>? map = null) => DashboardHost.StartAsync(
        builder =>
        {
            builder.Services.Configure<MaintenanceTasksOptions>(options =>
            {
                options.Worker.Enabled = false;
                configure?.Invoke(options);
            });
            builder.Services.AddSingleton<IRunFiles>(new WatchedFiles(new InMemoryRunFiles()));
        },
        application =>
        {
            map?.Invoke(application);
            application.MapMaintenanceTasks().AllowAnonymous();
        });

    /// <summary>Sends some bytes at once, and one chunk more when it may.</summary>
    private sealed class SlowContent(byte[] first, Task rest) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(first);
            await stream.FlushAsync();
            await rest;
            await stream.WriteAsync(new byte[RunFile.ChunkSize]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
