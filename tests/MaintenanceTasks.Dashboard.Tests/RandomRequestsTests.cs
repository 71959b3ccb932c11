using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Requests nobody would send by hand: no answer may be an unhandled error, and none may tell what it should not.</summary>
public sealed class RandomRequestsTests
{
    private static readonly string[] Pieces =
    [
        "", "tasks", "runs", "live", "assets", "nodes", "Backfill", "Quick", "1", "-1", "99999999999999999999", "file", "pause", "resume", "cancel", "dashboard.css",
        "..", "%2e%2e", "%2F", "%5C", "etc", "passwd", "appsettings.json", "<script>", "%3Cscript%3E", "'", "\"", "%ff%fe", "%F0%9F%8E%89", "once", "a b", "?", "#", "{name}", "*",
    ];

    private static readonly string[] Names =
        ["q", "status", "namespace", "sort", "page", "history-before", "history-passed", "once", "Prefix", "idempotency-key", "input-file", "__RequestVerificationToken"];

    [Fact]
    [Survives("S6", "S7")]
    public async Task Ten_thousand_random_requests_get_an_answer_that_was_meant()
    {
        await using var host = await DashboardHost.StartAsync(
            builder => builder.Services.ConfigureWorkers(enabled: false),
            application => application.MapMaintenanceTasks().AllowAnonymous());
        await host.Runner.StartAsync<Backfill>();
        var random = new Random(20261124);
        for (var number = 0; number < 10_000; number++)
        {
            using var request = Make(random);
            var said = $"{number}: {request.Method} {request.RequestUri}";
            using var answer = await host.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.True((int)answer.StatusCode < 500, $"{said}: {answer.StatusCode}");
            if (answer.Content.Headers.ContentType?.MediaType is not ("text/html" or "application/json" or "application/problem+json")) continue;
            var html = await answer.Content.ReadAsStringAsync();
            if (answer.Content.Headers.ContentType.MediaType == "text/html") Assert.DoesNotContain("<script>", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("   at MaintenanceTasks", html, StringComparison.Ordinal);
            Assert.DoesNotContain("root:", html, StringComparison.Ordinal);
        }

        Assert.Equal(RunStatus.Enqueued, Assert.Single(await host.Runner.ListAsync()).Status);
    }

    [Theory]
    [InlineData("/assets/../DashboardOptions.cs")]
    [InlineData("/assets/..%2f..%2fappsettings.json")]
    [InlineData("/assets/%2e%2e%2fpasswd")]
    [InlineData("/runs/1/file/..%2f..%2fetc%2fpasswd")]
    [Survives("S6", "S10")]
    public async Task No_address_leads_out_of_what_is_served(string path)
    {
        await using var host = await DashboardHost.StartAsync();
        await host.Runner.StartAsync<Backfill>();
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(DashboardHost.Root + path)).StatusCode);
    }

    private static HttpRequestMessage Make(Random random)
    {
        var path = string.Concat(Enumerable.Range(0, random.Next(0, 6)).Select(_ => "/" + Pieces[random.Next(Pieces.Length)]));
        var query = string.Join('&', Enumerable.Range(0, random.Next(0, 4)).Select(_ => $"{Names[random.Next(Names.Length)]}={Uri.EscapeDataString(Noise(random))}"));
        HttpMethod[] methods = [HttpMethod.Get, HttpMethod.Get, HttpMethod.Get, HttpMethod.Head, HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete];
        var request = new HttpRequestMessage(methods[random.Next(methods.Length)], DashboardHost.Root + path + (query.Length > 0 ? "?" + query : ""));
        if (request.Method == HttpMethod.Post)
        {
            request.Content = random.Next(3) switch
            {
                0 => new FormUrlEncodedContent([KeyValuePair.Create(Names[random.Next(Names.Length)], Noise(random))]),
                1 => new StringContent(Noise(random), Encoding.UTF8, "application/json"),
                _ => Multipart(random),
            };
        }

        if (random.Next(3) == 0) request.Headers.TryAddWithoutValidation("Accept", random.Next(2) == 0 ? "application/json" : Noise(random).Replace('\n', ' ').Replace('\r', ' '));
        if (random.Next(4) == 0) request.Headers.TryAddWithoutValidation("Cookie", "maintenance-tasks-theme=" + (random.Next(2) == 0 ? "dark" : "%3Cscript%3E"));
        return request;
    }

    private static ByteArrayContent Multipart(Random random)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes($"--x\r\nContent-Disposition: form-data; name=\"input-file\"; filename=\"{Noise(random).Replace('"', '_')}\"\r\n\r\n{Noise(random)}"));
        content.Headers.TryAddWithoutValidation("Content-Type", random.Next(3) == 0 ? "multipart/form-data" : "multipart/form-data; boundary=x");
        return content;
    }

    private static string Noise(Random random) => random.Next(5) switch
    {
        0 => Pieces[random.Next(Pieces.Length)],
        1 => random.NextInt64().ToString(System.Globalization.CultureInfo.InvariantCulture),
        2 => new string([.. Enumerable.Range(0, random.Next(0, 200)).Select(_ => (char)random.Next(32, 0xD7FF))]),
        3 => "\"><script>alert(1)</script>",
        _ => "",
    };
}
