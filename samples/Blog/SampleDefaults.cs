using System.Net;
using Microsoft.AspNetCore.HostFiltering;

namespace Blog;

/// <summary>What makes this host a sample: its address, its quiet log, and that it answers this machine only.</summary>
internal static class SampleDefaults
{
    private const string Url = "http://localhost:5080";
    private static readonly string[] LocalNames = ["localhost", "127.0.0.1", "[::1]"];

    public static void UseSampleDefaults(this WebApplicationBuilder builder, string[] args)
    {
        if (builder.Configuration["urls"] is null) builder.WebHost.UseUrls(Url);

        // A query that fails comes back as an exception, and whoever catches it says what to do; the log of the provider adds stack traces.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);

        // Another site must not reach the open dashboard by pointing its own name to 127.0.0.1.
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = LocalNames);

        if (args is not ["maintenance-tasks", ..]) return;

        // The standard output of a verb may be piped into another program.
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>The dashboard of the sample asks nobody who they are, so other machines are refused.</summary>
    public static void UseLoopbackOnly(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address)) return next(http);
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return http.Response.WriteAsync(
                $"This sample has no login, so it answers its own machine only (found {address}). Put .RequireAuthorization(…) on the dashboard of your application.");
        });
        app.Lifetime.ApplicationStarted.Register(() => app.Logger.LogInformation(
            "The dashboard is at {Address}/maintenance-tasks, without a login because this is a sample, and therefore for this machine only.",
            app.Urls.FirstOrDefault() ?? Url));
    }
}
