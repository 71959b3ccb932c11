using System.Net;
using System.Security.Claims;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>An API-only application with a dashboard, and a browser without script in front of it.</summary>
public sealed class DashboardHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CookieContainer _cookies = new();

    private DashboardHost(WebApplication application) => _application = application;

    public const string Root = "/maintenance-tasks";

    public TaskRunner Runner => _application.Services.GetRequiredService<TaskRunner>();

    public Gate Gate => _application.Services.GetRequiredService<Gate>();

    public WebApplication Application => _application;

    /// <summary>The role of who sends the requests, where the application asks for it.</summary>
    public string? Role { get; set; }

    public static Task<DashboardHost> StartAsync(bool working = false, string? user = null, string? zone = null) => StartAsync(
        builder => builder.Services.Configure<MaintenanceTasksOptions>(options =>
        {
            options.Worker.Enabled = working;
            options.TimeZone = zone ?? options.TimeZone;
        }),
        application =>
        {
            application.Use((context, next) =>
            {
                if (user is not null) context.User = new ClaimsPrincipal(new ClaimsIdentity([new System.Security.Claims.Claim(ClaimTypes.Name, user)], "test"));
                return next(context);
            });
            application.MapMaintenanceTasks().AllowAnonymous();
        });

    public static async Task<DashboardHost> StartAsync(Action<WebApplicationBuilder>? configure, Action<WebApplication> map, bool onKestrel = false, Action<MaintenanceTasksBuilder>? tasks = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (onKestrel) builder.WebHost.UseUrls("http://127.0.0.1:0");
        else builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<Gate>();
        var engine = builder.Services.AddMaintenanceTasks(options => options.PollInterval = TimeSpan.FromMilliseconds(50)).UseInMemoryStore();
        if (tasks is null) engine.AddTasksFromAssemblyContaining<Backfill>();
        else tasks(engine);
        configure?.Invoke(builder);
        var application = builder.Build();
        map(application);
        try
        {
            await application.StartAsync();
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        return new DashboardHost(application);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead)
    {
        var client = _application.GetTestClient();
        request.RequestUri = new Uri(client.BaseAddress!, request.RequestUri!);
        var cookies = _cookies.GetCookieHeader(request.RequestUri);
        if (cookies.Length > 0) request.Headers.Add("Cookie", cookies);
        var response = await client.SendAsync(request, until);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var values) ? values : []) _cookies.SetCookies(request.RequestUri, cookie);
        return response;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public async Task<IHtmlDocument> PageAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        await ReadAsync(await GetAsync(path), expected);

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var html = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"Expected {expected}, found {response.StatusCode}: {html}");
        return new HtmlParser().ParseDocument(html);
    }

    /// <summary>Submits a form as a browser would: with everything that stands in it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(IHtmlFormElement form, params (string Name, string Value)[] typed)
    {
        var fields = Fields(form, typed).Select(field => KeyValuePair.Create(field.Name, field.Value));
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = new FormUrlEncodedContent(fields) });
    }

    /// <summary>A run that was stored by an application with another task, or at another time.</summary>
    public async Task<Run> CreateRunAsync(string task, DateTime? createdAt = null, params (string Name, string? Value)[] arguments)
    {
        var creation = await _application.Services.GetRequiredService<IRunStore>().CreateAsync(
            new NewRun
            {
                Task = task,
                Arguments = arguments.ToDictionary(argument => argument.Name, argument => argument.Value),
                ParameterHash = "",
                Token = Guid.NewGuid(),
                CreatedAt = createdAt ?? new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                Actor = new Actor(null, null),
            },
            CancellationToken.None);
        return creation.Run;
    }

    /// <summary>Submits a form with a file as a browser would: the file last.</summary>
    public Task<HttpResponseMessage> SubmitAsync(IHtmlFormElement form, HttpContent file, params (string Name, string Value)[] typed) =>
        PostAsync(form, [.. Fields(form, typed).Select(field => BrowserForm.Field(field.Name, field.Value)), file]);

    public Task<HttpResponseMessage> PostAsync(IHtmlFormElement form, IEnumerable<HttpContent> parts) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = BrowserForm.Of(parts) });

    public async Task<Run> UntilAsync(long run, RunStatus status) => await UntilAsync(run, found => found.Status == status);

    public async Task<Run> UntilAsync(long run, Func<Run, bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var state = await Runner.FindAsync(run, CancellationToken.None);
            if (state is not null && condition(state.Run)) return state.Run;
            Assert.False(timeout.IsCancellationRequested, $"Run {run} did not get there in 20 s; it is {state?.Run.Status} with {state?.Run.Ticks} ticks.");
            await Task.Delay(10);
        }
    }

    private static IEnumerable<(string Name, string Value)> Fields(IHtmlFormElement form, (string Name, string Value)[] typed) =>
        form.Elements.OfType<IHtmlInputElement>()
            .Where(input => input.Type != "file" && input.HasAttribute("name") && (input.Type != "checkbox" || input.IsChecked))
            .Select(input => (Name: input.Name!, input.Value))
            .Concat(form.Elements.OfType<IHtmlTextAreaElement>().Select(area => (Name: area.Name!, area.Value)))
            .Concat(form.Elements.OfType<IHtmlSelectElement>().Where(select => !select.IsMultiple).Select(select => (Name: select.Name!, Value: select.Value ?? "")))
            .Concat(form.Elements.OfType<IHtmlSelectElement>().Where(select => select.IsMultiple)
                .SelectMany(select => select.SelectedOptions.Select(option => (Name: select.Name!, option.Value))))
            .Where(field => typed.All(other => other.Name != field.Name))
            .Concat(typed);

    public async ValueTask DisposeAsync()
    {
        Gate.Open(1000);
        await _application.DisposeAsync();
    }
}

internal static class Pages
{
    public static IHtmlFormElement Form(this IHtmlDocument page, string action) =>
        page.Forms.Single(form => form.GetAttribute("action")!.EndsWith(action, StringComparison.Ordinal));

    public static string Text(this IParentNode page, string selector) =>
        string.Join(' ', (page.QuerySelector(selector) ?? throw new InvalidOperationException($"Nothing matches {selector}."))
            .TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
