using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace MaintenanceTasks.Cli;

/// <summary>Keeps standard output for the answer of a verb.</summary>
internal static class ConsoleLogs
{
    /// <summary>
    /// Sends what the console logger of this process writes to standard error. The options in force are changed, nothing of the
    /// host is replaced; loggers of other makers, and hosts without a console logger, are left as they are.
    /// </summary>
    public static void ToStandardError(IServiceProvider services)
    {
        if (services.GetService<IOptionsMonitor<ConsoleLoggerOptions>>() is { } options)
        {
            options.CurrentValue.LogToStandardErrorThreshold = LogLevel.Trace;
        }
    }
}
