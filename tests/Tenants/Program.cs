using MaintenanceTasks;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tenants;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton<TenantList>();
builder.Services.AddDataProtection().SetApplicationName("tenants")
    .PersistKeysToFileSystem(new DirectoryInfo(Path.GetFullPath(builder.Configuration["Tenants:Keys"] ?? "keys")));
builder.Services.AddDbContext<StoreContext>((services, options) => services.GetRequiredService<TenantList>().UseStore(options));
builder.Services.AddDbContext<TenantContext>((services, options) => services.GetRequiredService<TenantList>().UseTenant(
    options, services.GetRequiredService<ICurrentRun>().Scope ?? throw new InvalidOperationException("There is no tenant here.")));
builder.Services.AddMaintenanceTasks().AddTasksFromAssemblyContaining<Program>().UseEntityFrameworkCore<StoreContext>(contexts =>
{
    if (builder.Configuration.GetConnectionString("Blog")!.StartsWith("Host=", StringComparison.Ordinal)) contexts.SharesDatabaseWith<TenantContext>();
    else contexts.KeepsProgressIn<TenantContext>();
});

using var application = builder.Build();
if (builder.Configuration.GetValue("Tenants:Rows", 0) is > 0 and var rows)
{
    await using var scope = application.Services.CreateAsyncScope();
    await TenantDatabases.CreateAsync(scope.ServiceProvider, rows);
}

return await application.RunMaintenanceTasksAsync(args);
