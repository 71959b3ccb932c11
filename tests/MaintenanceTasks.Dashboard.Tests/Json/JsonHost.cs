using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.TestHost;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>A program in front of a dashboard: it reads JSON, and has no cookies unless it is given one.</summary>
internal static class JsonHost
{
    public static Task<HttpResponseMessage> AskAsync(this DashboardHost host, string path, string accept = "application/json") =>
        host.CallAsync(HttpMethod.Get, path, null, request => request.Headers.TryAddWithoutValidation("Accept", accept));

    public static async Task<JsonElement> JsonAsync(this DashboardHost host, string path)
    {
        var answer = await host.AskAsync(path);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static Task<HttpResponseMessage> DoAsync(this DashboardHost host, string path, object? body = null, Action<HttpRequestMessage>? change = null) =>
        host.CallAsync(HttpMethod.Post, path, JsonContent.Create(body ?? new { }, options: new JsonSerializerOptions()), change);

    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"Expected {expected}, found {answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)expected, problem.GetProperty("status").GetInt32());
        return problem;
    }

    public static async Task<HttpResponseMessage> CallAsync(
        this DashboardHost host, HttpMethod method, string path, HttpContent? body, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(method, path.StartsWith(DashboardHost.Root, StringComparison.Ordinal) ? path : DashboardHost.Root + path) { Content = body };
        change?.Invoke(request);
        using var client = host.Application.GetTestClient();
        return await client.SendAsync(request);
    }

    public static string Detail(this JsonElement problem) => problem.GetProperty("detail").GetString()!;
}
