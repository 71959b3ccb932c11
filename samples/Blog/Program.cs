using Blog;
using Blog.Data;
using Blog.Seeding;
using Blog.Tasks;
using Hangfire;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.UseSampleDefaults(args);

var database = builder.Configuration.GetConnectionString("Blog")
    ?? $"Data Source={Path.Combine(builder.Environment.ContentRootPath, "blog.db")}";
builder.Services.AddDbContext<BlogContext>(options => options.UseBlog(database));
builder.Services.AddMemoryCache();
builder.Services.AddHealthChecks().AddMaintenanceTasks();

var tasks = builder.Services.AddMaintenanceTasks()
    .AddTasksFromAssemblyContaining<BackfillPostSlugs>()
    .UseEntityFrameworkCore<BlogContext>();

// Without this, each worker looks for work in the database itself: several machines need no Hangfire.
if (builder.Configuration.GetConnectionString("Hangfire") is { Length: > 0 } storage)
{
    builder.Services.AddHangfire(hangfire => hangfire.UseBlog(storage));
    tasks.UseHangfire();
}

var app = builder.Build();

// `dotnet ef` leaves the program at Build, so nothing below touches a database at design time.
BlogSeed.CreateIfMissing(database, builder.Configuration.GetValue("Blog:Posts", 200_000), app.Logger);

app.UseLoopbackOnly();
app.MapGet("/", FrontPage.ShowAsync);
app.MapHealthChecks("/health");
app.MapMaintenanceTasks("/maintenance-tasks", options => options.ShowSource = true)
    .AllowAnonymous(); // A sample on loopback. Yours says .RequireAuthorization("Operators").

return await app.RunMaintenanceTasksAsync(args);
