using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MaintenanceTasks;

/// <summary>Registers tasks and chooses store and queue. Made by <c>AddMaintenanceTasks</c>.</summary>
public sealed class MaintenanceTasksBuilder
{
    internal MaintenanceTasksBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services of the application.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Registers one task.</summary>
    /// <typeparam name="TTask">The task.</typeparam>
    public MaintenanceTasksBuilder AddTask<TTask>()
        where TTask : MaintenanceTask => AddTask(typeof(TTask));

    /// <summary>Registers all tasks of the assembly that contains a type; abstract and generic classes are left out.</summary>
    /// <typeparam name="T">Any type of the assembly.</typeparam>
    public MaintenanceTasksBuilder AddTasksFromAssemblyContaining<T>() => AddTasksFromAssembly(typeof(T).Assembly);

    /// <summary>Registers all tasks of an assembly; abstract and generic classes are left out.</summary>
    /// <param name="assembly">The assembly.</param>
    public MaintenanceTasksBuilder AddTasksFromAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        foreach (var type in assembly.GetTypes())
        {
            if (type is { IsAbstract: false, IsGenericTypeDefinition: false } && type.IsAssignableTo(typeof(MaintenanceTask))) AddTask(type);
        }

        return this;
    }

    /// <summary>
    /// Keeps the input files of runs in a folder instead of in the database: for large files, on a volume that every process of the
    /// application reaches under this path. Made when the first file is stored.
    /// </summary>
    /// <param name="folder">The folder, for these files alone.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public MaintenanceTasksBuilder UseFileFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var path = Path.GetFullPath(folder);
        Services.Replace(ServiceDescriptor.Singleton<IRunFiles>(_ => new FolderRunFiles(path)));
        return this;
    }

    private MaintenanceTasksBuilder AddTask(Type type)
    {
        Services.AddSingleton(new RegisteredTask(type));
        return this;
    }
}
