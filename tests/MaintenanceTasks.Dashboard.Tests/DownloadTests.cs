using System.Net;
using System.Net.Http.Headers;
using MaintenanceTasks.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>The file of a run on its page, and as a download.</summary>
public sealed class DownloadTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, (2 * RunFile.ChunkSize) + 17).Select(index => (byte)(index * 31))];

    [Fact]
    [Ancestor("C208", "C249")]
    public async Task The_page_of_a_run_shows_its_file_and_leads_to_it_under_its_stored_name()
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await StartRunAsync(host);
        var file = (await host.Runner.FindFileAsync(run.Id))!;
        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}");
        var facts = page.Text("section[aria-labelledby=file-title]");
        foreach (var fact in new[] { "lines.txt", "512 KiB", "not known", file.Hash }) Assert.Contains(fact, facts, StringComparison.Ordinal);

        var link = page.QuerySelector("section[aria-labelledby=file-title] a")!;
        Assert.Matches("^[0-9]{8}T[0-9]{6}Z_read_lines\\.txt$", link.TextContent);
        Assert.EndsWith("/" + file.StoredName, link.GetAttribute("href")!, StringComparison.Ordinal);
        var answer = await host.GetAsync(link.GetAttribute("href")!);
        Assert.Equal(Content, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(("attachment", file.StoredName), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName));
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(Content.Length, answer.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_run_without_a_file_shows_none_and_has_none_to_download()
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await host.Runner.StartAsync<Quick>();
        Assert.Null((await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}")).QuerySelector("section[aria-labelledby=file-title]"));
        Assert.Contains("has no file 'x.csv'", (await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}/file/x.csv", HttpStatusCode.NotFound)).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_goes_on_where_it_broke_off_and_reads_only_the_chunks_it_sends()
    {
        var files = new WatchedFiles(new InMemoryRunFiles());
        await using var host = await DashboardHost.StartAsync(
            builder => builder.Services.AddSingleton<IRunFiles>(files).Configure<MaintenanceTasksOptions>(options => options.Worker.Enabled = false),
            application => application.MapMaintenanceTasks().AllowAnonymous());
        var run = await StartRunAsync(host);
        var request = new HttpRequestMessage(HttpMethod.Get, await LinkAsync(host, run));
        request.Headers.Range = new RangeHeaderValue(2 * RunFile.ChunkSize, null);
        var answer = await host.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(Content[(2 * RunFile.ChunkSize)..], await answer.Content.ReadAsByteArrayAsync());
        Assert.DoesNotContain(1, files.Read);
    }

    [Theory]
    [InlineData("\"><script>alert('file')</script>.txt")]
    [InlineData("a\"; filename=evil.exe; x=\".txt")]
    [InlineData("../../../etc/passwd")]
    [InlineData("Beiträge 雪.txt")]
    [Survives("S12")]
    public async Task A_hostile_name_is_shown_as_text_and_names_no_download(string name)
    {
        await using var host = await DashboardHost.StartAsync();
        var run = await StartRunAsync(host, name);
        var page = await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}");
        Assert.Single(page.Scripts);
        Assert.Contains(name[(name.LastIndexOf('/') + 1)..], page.Text("section[aria-labelledby=file-title]"), StringComparison.Ordinal);
        var answer = await host.GetAsync(await LinkAsync(host, run));
        Assert.Matches("^[0-9]{8}T[0-9]{6}Z_read_lines\\.txt$", answer.Content.Headers.ContentDisposition!.FileName);
    }

    [Fact]
    public async Task A_hostile_name_that_is_uploaded_is_kept_as_text()
    {
        await using var host = await DashboardHost.StartAsync();
        var form = (await host.PageAsync(DashboardHost.Root + "/tasks/ReadLines")).Form("/tasks/ReadLines");
        await host.SubmitAsync(form, BrowserForm.File(new StringContent("a"), "..\\C:\\<img src=x onerror=alert(1)> 雪.txt"));
        Assert.Equal("<img src=x onerror=alert(1)> 雪.txt", (await host.Runner.FindFileAsync(1))!.Name);
        Assert.Empty((await host.PageAsync(DashboardHost.Root + "/runs/1")).QuerySelectorAll("img"));
    }

    [Fact]
    [Avoids("Q32")]
    [Survives("S2")]
    public async Task A_download_is_behind_the_authorization_of_the_dashboard()
    {
        await using var host = await DashboardHost.StartAsync(
            builder =>
            {
                builder.Services.AddAuthentication("none").AddScheme<AuthenticationSchemeOptions, NobodyHandler>("none", null);
                builder.Services.AddAuthorizationBuilder().AddPolicy("Operators", policy => policy.RequireRole("operator"));
            },
            application => application.MapMaintenanceTasks().RequireAuthorization("Operators"));
        var run = await StartRunAsync(host);
        var name = (await host.Runner.FindFileAsync(run.Id))!.StoredName;
        var answer = await host.GetAsync($"{DashboardHost.Root}/runs/{run.Id}/file/{name}");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_damaged_file_is_a_readable_page()
    {
        var files = new WatchedFiles(new InMemoryRunFiles()) { Answer = chunk => chunk with { Bytes = new byte[chunk.Bytes.Length] } };
        await using var host = await DashboardHost.StartAsync(builder => builder.Services.AddSingleton<IRunFiles>(files), application => application.MapMaintenanceTasks().AllowAnonymous());
        var run = await StartRunAsync(host);
        var page = await host.PageAsync(await LinkAsync(host, run), HttpStatusCode.InternalServerError);
        Assert.Contains("chunk 1 of 3", page.Text("main"), StringComparison.Ordinal);
    }

    private static Task<Run> StartRunAsync(DashboardHost host, string name = "lines.txt") =>
        host.Runner.StartAsync<ReadLines>(options: new StartOptions { File = new InputFile(new MemoryStream(Content), name) });

    private static async Task<string> LinkAsync(DashboardHost host, Run run) =>
        (await host.PageAsync($"{DashboardHost.Root}/runs/{run.Id}")).QuerySelector("section[aria-labelledby=file-title] a")!.GetAttribute("href")!;
}
