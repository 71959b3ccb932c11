namespace MaintenanceTasks;

/// <summary>
/// Makes committers for tasks with a context in packages that do not know how contexts commit. Registered by
/// <c>UseEntityFrameworkCore</c>.
/// </summary>
public interface IPageCommitterFactory
{
    /// <summary>The context of a scope: the same instance that is injected there.</summary>
    /// <param name="services">The services of the scope.</param>
    /// <param name="contextType">The type of the context.</param>
    /// <exception cref="TaskNotUsableException">There is no such context.</exception>
    object ContextOf(IServiceProvider services, Type contextType);

    /// <summary>Makes what commits the changes of a page and its checkpoint together.</summary>
    /// <param name="services">The services of the slice's scope.</param>
    /// <param name="pages">What the task says about its pages.</param>
    IPageCommitter Create(IServiceProvider services, ContextPages pages);
}
