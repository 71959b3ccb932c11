using Microsoft.Extensions.Options;

namespace MaintenanceTasks.Cli;

/// <summary>What a failed verb says, and its exit code.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Message">For the person at the terminal.</param>
internal sealed record Failure(int Code, string Message)
{
    public static Failure Of(Exception exception) => exception switch
    {
        TaskNotFoundException or RunNotFoundException or InvalidArgumentsException or IllegalTransitionException
            or InvalidInputException
            => new(ExitCode.Refused, exception.Message),
        ActiveRunExistsException refused => new(
            ExitCode.Refused, $"{refused.Message} `{CommandLine.Name} wait {refused.Run.Id}` follows it to its end."),
        MaintenanceTaskException => new(ExitCode.Failed, exception.Message),
        OptionsValidationException options => new(ExitCode.Failed, string.Join(Environment.NewLine, options.Failures)),
        AggregateException several => new(
            ExitCode.Failed, string.Join(Environment.NewLine, several.Flatten().InnerExceptions.Select(inner => Of(inner).Message))),
        _ => new(
            ExitCode.Failed,
            $"Unexpected {exception.GetType().Name}: {exception.Message}{Environment.NewLine}Add --verbose to see the stack trace."),
    };
}
