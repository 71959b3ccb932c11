using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks;

/// <summary>Secret arguments between the caller, the store and the task: protected before they are stored, revealed to the task alone.</summary>
internal sealed class SecretArguments(IServiceProvider services)
{
    /// <summary>What a protected argument begins with, so that it is known as one when its task is not known any more.</summary>
    public const string Mark = "maintenance-tasks:secret:";

    private const string Purpose = "MaintenanceTasks.SecretParameter";

    private IDataProtectionProvider? Keys => services.GetService<IDataProtectionProvider>();

    /// <summary>Refuses tasks with secrets where nothing could protect them.</summary>
    /// <exception cref="TaskNotUsableException">The application has no data protection.</exception>
    public void Check(IEnumerable<TaskDescriptor> tasks)
    {
        if (tasks.FirstOrDefault(HasSecrets) is not { } task || Keys is not null) return;
        throw new TaskNotUsableException(
            $"The parameter {task.Name}.{task.Parameters.First(parameter => parameter.IsSecret).Name} is [Secret]: it is stored protected, and the application has no "
            + "data protection. Write builder.Services.AddDataProtection(), and where several processes work, let them share its keys "
            + "(.PersistKeysTo… and .SetApplicationName(\"…\")).");
    }

    /// <summary>Refuses arguments that could not be told from stored secrets, and the sign that people are shown instead of one.</summary>
    public static Dictionary<string, string> Refusals(TaskDescriptor descriptor, IReadOnlyDictionary<string, string?> arguments) =>
        arguments.Where(argument => argument.Value is { } text
                && (text.StartsWith(Mark, StringComparison.Ordinal) || (text == SecretMask.Sign && descriptor.Parameter(argument.Key) is { IsSecret: true })))
            .ToDictionary(
                argument => argument.Key,
                argument => argument.Value == SecretMask.Sign
                    ? "expected the secret itself, found the dots that are shown instead of it."
                    : $"expected a value that does not begin with {Mark}, found one that does.");

    /// <summary>The arguments as they are stored.</summary>
    /// <exception cref="TaskNotUsableException">The application has no data protection.</exception>
    public IReadOnlyDictionary<string, string?> Protect(TaskDescriptor descriptor, IReadOnlyDictionary<string, string?> arguments)
    {
        if (!HasSecrets(descriptor)) return arguments;
        Check([descriptor]);
        return arguments.ToDictionary(
            argument => argument.Key,
            argument => argument.Value is { } text && descriptor.Parameter(argument.Key) is { IsSecret: true }
                ? Mark + ProtectorOf(descriptor, argument.Key).Protect(text)
                : argument.Value);
    }

    /// <summary>The arguments of a stored run as they were given.</summary>
    /// <exception cref="SecretUnreadableException">The keys are not here.</exception>
    /// <exception cref="TaskNotUsableException">The application has no data protection.</exception>
    /// <exception cref="InvalidArgumentsException">A secret was given for what is no secret any more.</exception>
    public IReadOnlyDictionary<string, string?> Reveal(TaskDescriptor descriptor, Run run)
    {
        if (!run.Arguments.Values.Any(IsProtected)) return run.Arguments;
        Check([descriptor]);
        return run.Arguments.ToDictionary(argument => argument.Key, argument => Reveal(descriptor, run, argument.Key, argument.Value));
    }

    /// <summary>Why the secrets of a run cannot be read here, for people; null when they can, or when it has none.</summary>
    public string? WhyUnreadable(TaskDescriptor descriptor, Run run)
    {
        try
        {
            Reveal(descriptor, run);
            return null;
        }
        catch (SecretUnreadableException exception)
        {
            return exception.Message;
        }
        catch (MaintenanceTaskException)
        {
            // What no other node could read either: the run stops with it.
            return null;
        }
    }

    /// <summary>The run as others may see it: with a sign in the place of each secret.</summary>
    public static Run Hide(Run run, TaskDescriptor? descriptor)
    {
        if (!run.Arguments.Any(IsSecret)) return run;
        return run with { Arguments = run.Arguments.ToDictionary(argument => argument.Key, argument => IsSecret(argument) ? SecretMask.Sign : argument.Value) };

        // Also one that was given before its parameter was marked.
        bool IsSecret(KeyValuePair<string, string?> argument) =>
            IsProtected(argument.Value) || (argument.Value is not null && descriptor?.Parameter(argument.Key) is { IsSecret: true });
    }

    /// <summary>A remark for who is told that two runs are equal; empty for a run without secrets.</summary>
    public static string NotCompared(Run? shown) => shown?.Arguments.Values.Contains(SecretMask.Sign) == true ? " (secrets are not compared)" : "";

    private static bool HasSecrets(TaskDescriptor descriptor) => descriptor.Parameters.Any(parameter => parameter.IsSecret);

    private static bool IsProtected(string? text) => text?.StartsWith(Mark, StringComparison.Ordinal) == true;

    private string? Reveal(TaskDescriptor descriptor, Run run, string name, string? text)
    {
        if (!IsProtected(text)) return text;
        if (descriptor.Parameter(name) is not { IsSecret: true })
        {
            throw new InvalidArgumentsException(descriptor.Name, new Dictionary<string, string>
            {
                [name] = "it was [Secret] when the run was started, and is not any more. Mark it again, or start a new run.",
            });
        }

        try
        {
            return ProtectorOf(descriptor, name).Unprotect(text![Mark.Length..]);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            throw new SecretUnreadableException(descriptor.Name, name, run.Id, exception);
        }
    }

    private IDataProtector ProtectorOf(TaskDescriptor descriptor, string parameter) => Keys!.CreateProtector(Purpose, descriptor.Name, parameter);
}
