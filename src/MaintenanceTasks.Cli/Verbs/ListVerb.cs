using System.CommandLine;

namespace MaintenanceTasks.Cli;

/// <summary><c>list</c>: the tasks of this application, each with its newest run.</summary>
internal static class ListVerb
{
    public static Command Create(VerbContext context)
    {
        var json = SharedOptions.Json();
        var verb = new Command("list", "List the tasks with their parameters and newest run.") { json };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var newest = (await context.Runner.LatestAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(run => run.Task);
            var tasks = new List<TaskDocument>();
            foreach (var descriptor in context.Catalog.Tasks)
            {
                tasks.Add(await DescribeAsync(context, descriptor, newest.GetValueOrDefault(descriptor.Name)).ConfigureAwait(false));
            }

            if (parsed.GetValue(json)) context.Json(tasks);
            else TaskText.Write(context.Terminal, tasks);
            return ExitCode.Succeeded;
        });
        return verb;
    }

    private static async Task<TaskDocument> DescribeAsync(VerbContext context, TaskDescriptor descriptor, Run? newest)
    {
        var staleFor = newest?.StaleFor(context.Time.GetUtcNow().UtcDateTime, context.Options.StaleAfter);
        try
        {
            var delivery = await context.Runner.DeliveryOfAsync(descriptor.Name).ConfigureAwait(false);
            var defaults = await context.Runner.DefaultsOfAsync(descriptor.Name).ConfigureAwait(false);
            return TaskDocument.Of(descriptor, delivery, defaults, newest, staleFor);
        }
        catch (Exception exception)
        {
            // The constructor of one task is no reason to hide the others.
            return TaskDocument.Of(descriptor, exception.Message, newest, staleFor);
        }
    }
}
