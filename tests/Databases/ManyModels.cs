using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TestDatabases;

internal static class ManyModels
{
    /// <summary>Tests have more models in a process, each with services of its own, than the twenty that Entity Framework Core warns of.</summary>
    public static TBuilder AmongManyModels<TBuilder>(this TBuilder options)
        where TBuilder : DbContextOptionsBuilder
    {
        options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning));
        return options;
    }
}
