using Blog;
using Blog.Data;
using Blog.Seeding;
using Blog.Tasks;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.UseSampleDefaults(args);

var database = builder.Configuration.GetConnectionString("Blog")
    ?? $"Data Source={Path.Combine(builder.Environment.ContentRootPath, "blog.db")}";
builder.Services.AddDbContext<BlogContext>(options => options.UseSqlite(database).AddInterceptors(new PatientConnections()));
builder.Services.AddMemoryCache();
builder.Services.AddHealthChecks().AddMaintenanceTasks();

builder.Services.AddMaintenanceTasks()
    .AddTasksFromAssemblyContaining<BackfillPostSlugs>()
    .UseEntityFrameworkCore<BlogContext>();

var app = builder.Build();

// `dotnet ef` leaves the program at Build, so nothing below touches a database at design time.
BlogSeed.CreateIfMissing(database, builder.Configuration.GetValue("Blog:Posts", 200_000), app.Logger);

app.UseLoopbackOnly();
app.MapGet("/", FrontPage.ShowAsync);
app.MapHealthChecks("/health");
app.MapMaintenanceTasks("/maintenance-tasks", options => options.ShowSource = true)
    .AllowAnonymous(); // A sample on loopback. Yours says .RequireAuthorization("Operators").

return await app.RunMaintenanceTasksAsync(args);
