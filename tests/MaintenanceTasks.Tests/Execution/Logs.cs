using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace MaintenanceTasks.Tests.Execution;

/// <summary>What the engine wrote to the log.</summary>
internal sealed class Logs : ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public void AddTo(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(_ => new Factory(this)));
        services.Replace(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception?.Message}".TrimEnd());

    private sealed class Factory(Logs logs) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => logs;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This log has one place.");

        public void Dispose()
        {
        }
    }
}
