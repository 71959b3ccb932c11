using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>The context of a scope, where its type is known only when the program runs.</summary>
internal interface ITaskContext
{
    DbContext Context { get; }
}
