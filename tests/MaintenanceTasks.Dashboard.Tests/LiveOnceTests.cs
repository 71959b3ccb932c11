using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Live pages without a stream, and what proxies are told.</summary>
public sealed class LiveOnceTests
{
    [Fact]
    public async Task A_stream_tells_a_proxy_not_to_collect_it()
    {
        await using var host = await DashboardHost.StartAsync();
        var answer = await host.SendAsync(new HttpRequestMessage(HttpMethod.Get, DashboardHost.Root + "/live/tasks"), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(["no"], answer.Headers.GetValues("X-Accel-Buffering"));
    }

    [Fact]
    public async Task Once_answers_the_newest_fragment_and_those_who_ask_share_the_look_of_who_watches()
    {
        var store = new CountingReads();
        await using var host = await DashboardHost.StartAsync(
            builder =>
            {
                builder.Services.ConfigureWorkers(enabled: false);
                store.Wrap(builder.Services);
            },
            application => application.MapMaintenanceTasks().AllowAnonymous());
        var run = await host.Runner.StartAsync<Backfill>();
        await using var stream = await LiveStream.OpenAsync(host, $"/live/runs/{run.Id}");
        await stream.UntilAsync(_ => true);
        var before = store.Finds;
        for (var viewer = 0; viewer < 50; viewer++)
        {
            var page = await host.PageAsync($"{DashboardHost.Root}/live/runs/{run.Id}?once");
            Assert.Equal(["summary", "details"], page.Body!.Children.Select(element => element.Id));
        }

        Assert.InRange(store.Finds - before, 0, 20);
    }

    [Fact]
    public async Task Once_for_a_run_that_does_not_exist_says_so()
    {
        await using var host = await DashboardHost.StartAsync();
        var answer = await host.GetAsync(DashboardHost.Root + "/live/runs/99?once");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("There is no run 99", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    [InlineData(null, null)]
    public async Task Assets_are_sent_in_the_smallest_form_the_client_takes(string? accepted, string? sent)
    {
        await using var host = await DashboardHost.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, DashboardHost.Root + "/assets/dashboard.css");
        if (accepted is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        var answer = await host.SendAsync(request);
        Assert.Equal(sent, answer.Content.Headers.ContentEncoding.FirstOrDefault());
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        var bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
        Assert.True(sent is null ? bytes > 8_000 : bytes < 8_000, $"{bytes} bytes");
    }
}
