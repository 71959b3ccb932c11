using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rolling;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddDbContext<RollingContext>(options => options.UseSqlite(builder.Configuration.GetConnectionString("Blog")));
builder.Services.AddMaintenanceTasks().AddTasksFromAssemblyContaining<Program>().UseEntityFrameworkCore<RollingContext>();

using var application = builder.Build();
await using (var scope = application.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<RollingContext>().Database.EnsureCreatedAsync();
}

return await application.RunMaintenanceTasksAsync(args);
