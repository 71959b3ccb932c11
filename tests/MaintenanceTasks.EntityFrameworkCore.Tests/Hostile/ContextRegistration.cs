namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>How an application registers its context.</summary>
public enum ContextRegistration
{
    Scoped,
    Pool,
    FactoryOnly,
}
