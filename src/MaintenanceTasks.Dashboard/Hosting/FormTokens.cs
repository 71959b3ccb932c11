using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks.Dashboard;

/// <summary>
/// The antiforgery tokens of the forms: from the application's own antiforgery where it has one, so that its cookie and
/// options count; else from one that only the dashboard uses, on the application's data protection keys.
/// </summary>
internal sealed class FormTokens(IServiceProvider application, IHostApplicationLifetime lifetime)
{
    private readonly Lazy<IAntiforgery> _antiforgery = new(() => application.GetService<IAntiforgery>() ?? Own(application, lifetime));

    public AntiforgeryTokenSet Issue(HttpContext context) => _antiforgery.Value.GetAndStoreTokens(context);

    public Task<bool> AreValidAsync(HttpContext context) => _antiforgery.Value.IsRequestValidAsync(context);

    private static IAntiforgery Own(IServiceProvider application, IHostApplicationLifetime lifetime)
    {
        var services = new ServiceCollection();
        services.AddSingleton(application.GetRequiredService<ILoggerFactory>());
        services.AddLogging();
        services.AddSingleton(application.GetRequiredService<IHostEnvironment>());
        services.AddAntiforgery(options => options.Cookie.Name = "maintenance-tasks-form");
        services.AddSingleton<IAntiforgeryAdditionalDataProvider, DashboardForms>();
        if (application.GetService<IDataProtectionProvider>() is { } keys) services.AddSingleton(keys);
        var own = services.BuildServiceProvider();
        lifetime.ApplicationStopped.Register(own.Dispose);
        return own.GetRequiredService<IAntiforgery>();
    }

    /// <summary>Without it a person whose identity has no name (an API key, a proxy's word) could not open a form.</summary>
    private sealed class DashboardForms : IAntiforgeryAdditionalDataProvider
    {
        public string GetAdditionalData(HttpContext context) => "maintenance-tasks";

        public bool ValidateAdditionalData(HttpContext context, string additionalData) => additionalData == "maintenance-tasks";
    }
}
