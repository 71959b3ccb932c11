using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>What the application's own OpenAPI document says of the dashboard.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task Every_address_that_answers_json_is_described_and_no_other()
    {
        await using var host = await HostAsync();
        var paths = (await DocumentAsync(host)).GetProperty("paths");
        Assert.Equal(
            [
                "GET /maintenance-tasks", "GET /maintenance-tasks/nodes", "GET /maintenance-tasks/runs/{id}", "GET /maintenance-tasks/tasks/{name}",
                "POST /maintenance-tasks/runs/{id}/cancel", "POST /maintenance-tasks/runs/{id}/pause", "POST /maintenance-tasks/runs/{id}/resume",
                "POST /maintenance-tasks/tasks/{name}",
            ],
            paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name.TrimEnd('/')}")).Order(StringComparer.Ordinal));
        var start = paths.GetProperty("/maintenance-tasks/tasks/{name}").GetProperty("post");
        Assert.Equal("Start a run", start.GetProperty("summary").GetString());
        Assert.True(start.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
        Assert.Equal(["201", "400", "403", "404", "409", "422", "503"], start.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order());
        Assert.All(start.GetProperty("responses").EnumerateObject().Where(response => response.Name != "201"), response =>
            Assert.True(response.Value.GetProperty("content").TryGetProperty("application/problem+json", out _), response.Name));
        var query = paths.EnumerateObject().First(path => path.Name.TrimEnd('/') == "/maintenance-tasks").Value.GetProperty("get").GetProperty("parameters");
        Assert.Equal(["q", "status", "namespace", "sort", "page"], query.EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("snake")]
    public async Task What_is_described_is_what_is_answered_however_the_application_writes_its_json(string? names)
    {
        await using var host = await HostAsync(names is null ? null : JsonNamingPolicy.SnakeCaseLower);
        var stage = new Stage(host);
        await stage.InAsync(RunStatus.Paused);
        await stage.InAsync(RunStatus.Errored, "Quick");
        var document = await DocumentAsync(host);
        foreach (var (path, template) in new[] { ("/runs/1", "/runs/{id}"), ("/tasks/Backfill", "/tasks/{name}"), ("", ""), ("/nodes", "/nodes") })
        {
            var described = document.GetProperty("paths").EnumerateObject().Single(found => found.Name.TrimEnd('/') == DashboardHost.Root + template).Value;
            var schema = described.GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
            AssertDescribes(document, schema, await host.JsonAsync(DashboardHost.Root + path), path);
        }
    }

    [Fact]
    public async Task The_words_of_a_status_are_described()
    {
        await using var host = await HostAsync();
        var schemas = (await DocumentAsync(host)).GetProperty("components").GetProperty("schemas");
        Assert.Equal(Enum.GetValues<RunStatus>().Select(status => status.Word()), schemas.GetProperty("RunStatus").GetProperty("enum").EnumerateArray().Select(word => word.GetString()));
    }

    [Fact]
    public async Task An_application_can_leave_it_out()
    {
        await using var host = await HostAsync(map: application => application.MapMaintenanceTasks().AllowAnonymous().WithMetadata(new ExcludeFromDescriptionAttribute()));
        Assert.Empty((await DocumentAsync(host)).GetProperty("paths").EnumerateObject());
    }

    /// <summary>Every member of the answer is in the schema, and every required one of the schema in the answer.</summary>
    private static void AssertDescribes(JsonElement document, JsonElement schema, JsonElement answer, string where)
    {
        schema = Resolve(document, schema);
        if (answer.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in answer.EnumerateArray()) AssertDescribes(document, schema.GetProperty("items"), item, where + "[]");
        }

        if (answer.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties)) return;
        foreach (var member in answer.EnumerateObject())
        {
            Assert.True(properties.TryGetProperty(member.Name, out var described), $"{where}: {member.Name} is not described.");
            AssertDescribes(document, described, member.Value, $"{where}/{member.Name}");
        }

        foreach (var required in schema.GetProperty("required").EnumerateArray()) Assert.True(answer.TryGetProperty(required.GetString()!, out _), $"{where}: {required} is missing.");
    }

    private static JsonElement Resolve(JsonElement document, JsonElement schema)
    {
        if (schema.TryGetProperty("oneOf", out var either)) schema = either.EnumerateArray().First(one => one.TryGetProperty("$ref", out _));
        return schema.TryGetProperty("$ref", out var name)
            ? document.GetProperty("components").GetProperty("schemas").GetProperty(name.GetString()!.Split('/')[^1])
            : schema;
    }

    private static async Task<JsonElement> DocumentAsync(DashboardHost host)
    {
        using var client = host.Application.GetTestClient();
        return await client.GetFromJsonAsync<JsonElement>(new Uri("/openapi/v1.json", UriKind.Relative));
    }

    private static Task<DashboardHost> HostAsync(JsonNamingPolicy? names = null, Action<WebApplication>? map = null) => DashboardHost.StartAsync(
        builder =>
        {
            builder.Services.ConfigureWorkers(enabled: false);
            builder.Services.AddOpenApi();
            if (names is not null) builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.PropertyNamingPolicy = names);
        },
        application =>
        {
            if (map is null) application.MapMaintenanceTasks().AllowAnonymous();
            else map(application);
            application.MapOpenApi();
        });
}
