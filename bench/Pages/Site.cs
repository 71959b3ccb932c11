using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pages.Bench;

/// <summary>An application with the dashboard, which keeps the time each request took and counts what it asks of the database.</summary>
internal sealed class Site(WebApplication application, SqlCount sql) : IAsyncDisposable
{
    private readonly ConcurrentQueue<double> _times = new();

    public HttpClient Client { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1000, AutomaticDecompression = System.Net.DecompressionMethods.None })
    {
        Timeout = TimeSpan.FromMinutes(10),
    };

    public SqlCount Sql => sql;

    public WebApplication Application => application;

    public static async Task<Site> StartAsync(BenchDatabase database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var sql = new SqlCount();
        builder.Services.AddDbContext<PagesContext>(options =>
        {
            database.Configure(options);
            options.AddInterceptors(sql);
        });
        builder.Services.AddMaintenanceTasks(options =>
            {
                options.Worker.Enabled = false;
                options.LeaseDuration = TimeSpan.FromHours(1); // the workers of the rows do not exist
            })
            .AddTasksFromAssembly(ManyTasks.Make(BenchDatabase.Tasks))
            .UseEntityFrameworkCore<PagesContext>();
        var application = builder.Build();
        var site = new Site(application, sql);
        application.Use(site.TimeAsync);
        application.MapMaintenanceTasks("/m").AllowAnonymous();
        await application.StartAsync();
        site.Client.BaseAddress = new Uri(application.Urls.First());
        return site;
    }

    public IReadOnlyList<double> TakeTimes()
    {
        double[] times = [.. _times];
        _times.Clear();
        return times;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await application.DisposeAsync();
    }

    private async Task TimeAsync(HttpContext context, RequestDelegate next)
    {
        var began = Stopwatch.GetTimestamp();
        await next(context);
        _times.Enqueue(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }
}
