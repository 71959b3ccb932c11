using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using MaintenanceTasks.Cli;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace MaintenanceTasks.Dashboard.Tests;

/// <summary>Secrets through their whole life, searched for everywhere afterwards.</summary>
public sealed class SecretsNowhereTests : IDisposable
{
    private static readonly (string Way, string Secret)[] Secrets =
    [
        ("form", "form+secret/ä 4711"), ("command line", "cli+secret/ö 4712"), ("environment", "env+secret/ü 4713"), ("code", "code+secret/é 4714"),
    ];

    private readonly SqliteFile _database = new();
    private readonly Everything _everything = new();
    private readonly List<(string Where, string What)> _seen = [];

    public void Dispose()
    {
        _everything.Dispose();
        _database.Dispose();
    }

    [Fact, Avoids("Q13"), Ancestor("C247", Better = "stored protected, never prefilled, and masked wherever it could be read")]
    [Survives("S9")]
    public async Task A_secret_that_was_started_run_errored_and_resumed_appears_nowhere()
    {
        await using var host = await StartAsync();
        var runs = new List<long>
        {
            await StartByFormAsync(host, Secrets[0].Secret),
            await StartByCommandAsync(host, "--arg", $"Password={Secrets[1].Secret}"),
            await StartFromEnvironmentAsync(host, Secrets[2].Secret),
            (await host.Runner.StartAsync<SignIn<int>>(task => task.Password = Secrets[3].Secret)).Id,
        };
        foreach (var run in runs)
        {
            await host.UntilAsync(run, RunStatus.Errored);
            await LookAtAsync(host, run);
            var form = (await host.PageAsync($"{DashboardHost.Root}/runs/{run}")).Form("/resume");
            Assert.Equal(HttpStatusCode.SeeOther, (await host.SubmitAsync(form)).StatusCode);
            await host.UntilAsync(run, RunStatus.Succeeded);
            await LookAtAsync(host, run);
        }

        await CallAsync(host, "runs", "--json");
        await CallAsync(host, "list", "--json");
        await CallAsync(host, "list");
        foreach (var row in _database.Rows()) _seen.Add(("table", row));
        var files = _database.Files();

        // The task had every secret, the search looks where it should, and then finds nothing.
        Assert.Equal(Secrets.Select(way => way.Secret).Order(), host.Application.Services.GetRequiredService<Passwords>().Accepted.Order());
        foreach (var where in (string[])["page", "json", "live", "cli status --json", "cli list --json", "listener", "log Error", "log scope", "activity", "table"])
        {
            Assert.True(_seen.Concat(_everything.Heard).Any(text => text.Where == where), $"Nothing was seen in {where}.");
        }

        foreach (var where in (string[])["page", "listener", "log Error", "activity", "table", "cli status"])
        {
            Assert.Contains(_seen.Concat(_everything.Heard), text => text.Where == where && text.What.Contains("•••••• is refused", StringComparison.Ordinal));
        }

        Assert.Contains(files, file => Contains(file, "ada"));
        foreach (var form in Secrets.SelectMany(way => Forms(way.Secret)).Append("built-in-fallback"))
        {
            Assert.All(_seen.Concat(_everything.Heard), text => Assert.False(text.What.Contains(form, StringComparison.OrdinalIgnoreCase), $"'{form}' is in {text.Where}: {text.What}"));
            Assert.All(files, file => Assert.False(Contains(file, form), $"'{form}' is in the files of the database."));
        }
    }

    private async Task<long> StartByFormAsync(DashboardHost host, string secret)
    {
        var page = await host.PageAsync(DashboardHost.Root + "/tasks/SignIn");
        var refused = await host.SubmitAsync(page.Form("/tasks/SignIn"), ("Password", secret), ("User", "nobody"));
        See("page", (await DashboardHost.ReadAsync(refused, HttpStatusCode.UnprocessableEntity)).Source.Text);
        var started = await host.SubmitAsync(page.Form("/tasks/SignIn"), ("Password", secret));
        Assert.Equal(HttpStatusCode.SeeOther, started.StatusCode);
        return long.Parse(started.Headers.Location!.OriginalString.Split('/')[^1], null);
    }

    private async Task<long> StartByCommandAsync(DashboardHost host, params string[] arguments)
    {
        await CallAsync(host, ["perform", "SignIn", .. arguments, "--arg", "User=nobody"]);
        await CallAsync(host, ["perform", "SignIn", .. arguments, "--json"]);
        return (await host.Runner.ListAsync())[0].Id;
    }

    private async Task<long> StartFromEnvironmentAsync(DashboardHost host, string secret)
    {
        const string variable = "MAINTENANCE_TASKS_TEST_SECRET";
        Environment.SetEnvironmentVariable(variable, secret);
        try
        {
            return await StartByCommandAsync(host, "--arg-env", $"Password={variable}");
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    private async Task LookAtAsync(DashboardHost host, long run)
    {
        foreach (var path in (string[])["", "/tasks/SignIn", $"/runs/{run}"])
        {
            See("page", (await host.PageAsync(DashboardHost.Root + path)).Source.Text);
            _seen.Add(("json", (await host.JsonAsync(path)).ToString()));
        }

        See("live", await LiveAsync(host, $"/live/runs/{run}"));
        await CallAsync(host, "status", $"{run}", "--json");
        await CallAsync(host, "status", $"{run}");
        await CallAsync(host, "runs");
    }

    private void See(string where, string html) => _seen.Add((where, html + WebUtility.HtmlDecode(html)));

    private static async Task<string> LiveAsync(DashboardHost host, string path)
    {
        await using var stream = await LiveStream.OpenAsync(host, path);
        return (await stream.UntilAsync(_ => true)).Source.Text;
    }

    private async Task CallAsync(DashboardHost host, params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 1000;
        await new CommandLine(host.Application.Services, new Terminal(console, error), new StopSignal(_ => { }), FollowTimes.Default).RunAsync(words);
        _seen.Add(($"cli {words[0]}{(words.Contains("--json") ? " --json" : "")}", $"{output} {error}"));
    }

    /// <summary>A text as it is, as it stands in addresses, in forms, in HTML, in JSON, and in base64.</summary>
    private static string[] Forms(string secret) =>
    [
        secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), HtmlEncoder.Default.Encode(secret), WebUtility.HtmlEncode(secret),
        JavaScriptEncoder.Default.Encode(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
    ];

    private static bool Contains(byte[] file, string text) =>
        file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || file.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

    private Task<DashboardHost> StartAsync()
    {
        using (var db = new SecretsContext(new DbContextOptionsBuilder<SecretsContext>().UseSqlite(_database.ConnectionString).Options)) db.Database.EnsureCreated();
        return DashboardHost.StartAsync(
            builder =>
            {
                builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_everything);
                builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
                builder.Services.AddDbContext<SecretsContext>(options => options.UseSqlite(_database.ConnectionString).EnableSensitiveDataLogging());
                builder.Services.AddSingleton<IRunListener>(_everything);
                builder.Services.AddSingleton<Passwords>().AddMaintenanceTasks().AddTask<SignIn<int>>().UseEntityFrameworkCore<SecretsContext>();
            },
            application => application.MapMaintenanceTasks().AllowAnonymous());
    }
}
