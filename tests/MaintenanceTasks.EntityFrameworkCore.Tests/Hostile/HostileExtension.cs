using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Carries the peculiarity to the context, and keeps models of different ones apart.</summary>
internal sealed class HostileExtension(HostileContext context) : IDbContextOptionsExtension
{
    public HostileContext Context => context;

    public DbContextOptionsExtensionInfo Info => new ExtensionInfo(this);

    public void ApplyServices(IServiceCollection services)
    {
    }

    public void Validate(IDbContextOptions options)
    {
    }

    private sealed class ExtensionInfo(HostileExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => Name;

        private string Name => ((HostileExtension)Extension).Context.Name;

        public override int GetServiceProviderHashCode() => Name.GetHashCode(StringComparison.Ordinal);

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo info && info.Name == Name;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) => debugInfo["Hostile"] = Name;
    }
}
