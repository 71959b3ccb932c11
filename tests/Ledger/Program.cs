using Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
var connection = builder.Configuration.GetConnectionString("Blog")!;
builder.Services.AddDbContext<LedgerContext>(options =>
{
    if (connection.StartsWith("Host=", StringComparison.Ordinal)) options.UseNpgsql(connection);
    else if (connection.StartsWith("Server=", StringComparison.Ordinal)) options.UseSqlServer(connection);
    else options.UseSqlite(connection);
});
builder.Services.AddMaintenanceTasks().AddTasksFromAssemblyContaining<Program>().UseEntityFrameworkCore<LedgerContext>();

using var application = builder.Build();
if (args.Length > 0)
{
    await using var scope = application.Services.CreateAsyncScope();
    await scope.ServiceProvider.GetRequiredService<LedgerContext>().Database.EnsureCreatedAsync();
}

return await application.RunMaintenanceTasksAsync(args);
