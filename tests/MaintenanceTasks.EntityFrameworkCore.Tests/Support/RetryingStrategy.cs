using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A retry strategy as a host enables it, for any provider.</summary>
internal sealed class RetryingStrategy(ExecutionStrategyDependencies dependencies)
    : ExecutionStrategy(dependencies, maxRetryCount: 3, maxRetryDelay: TimeSpan.FromMilliseconds(10))
{
    protected override bool ShouldRetryOn(Exception exception) => exception is DbException { IsTransient: true };
}
