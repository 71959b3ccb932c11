using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

internal static class ManyModels
{
    /// <summary>Each hostile context has a model and services of its own, of which Entity Framework Core finds more than twenty in a process too many.</summary>
    public static TBuilder AmongManyModels<TBuilder>(this TBuilder options)
        where TBuilder : DbContextOptionsBuilder
    {
        options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning));
        return options;
    }
}
