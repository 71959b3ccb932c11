using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.Dashboard;

/// <summary>
/// Who may do what, beyond the authorization of the whole group: the policies that the options name, asked of the application's own
/// authorization. Where none is named, everybody who passes the group may do everything.
/// </summary>
internal sealed class AccessRules(DashboardOptions options, IServiceProvider services, string pattern)
{
    /// <summary>True when what a person may see depends on the task.</summary>
    public bool HasTaskRules => options.TaskPolicy is not null;

    /// <exception cref="NotAllowedException">The person may not.</exception>
    public async Task DemandAsync(HttpContext context, Deed deed, string task)
    {
        if (await MayAsync(context, Deed.View, task).ConfigureAwait(false) && (deed == Deed.View || await MayAsync(context, deed, task).ConfigureAwait(false))) return;
        var act = deed switch { Deed.View => "see", Deed.Run => "start runs of", _ => "pause, resume or cancel runs of" };
        var who = context.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : "Who is not signed in";
        throw new NotAllowedException($"{who} may not {act} the task {task}. Ask whoever decides who may use these pages. Nothing was changed.");
    }

    public async Task<TaskAccess> OfAsync(HttpContext context, string task) => PolicyOf(Deed.Run) is null && PolicyOf(Deed.Control) is null && options.TaskPolicy is null
        ? TaskAccess.All
        : new TaskAccess(
            await MayAsync(context, Deed.Run, task).ConfigureAwait(false), await MayAsync(context, Deed.Control, task).ConfigureAwait(false));

    /// <exception cref="NotAllowedException">The person may not see any task.</exception>
    public async Task DemandViewAsync(HttpContext context)
    {
        if (options.ViewPolicy is not { } policy || await PassesAsync(context, policy, null).ConfigureAwait(false)) return;
        throw new NotAllowedException("You may not see these pages. Ask whoever decides who may use them.");
    }

    /// <summary>The tasks among these that the person may not see; null when no task has a rule of its own.</summary>
    public async Task<IReadOnlySet<string>?> HiddenAsync(HttpContext context, IEnumerable<string> tasks)
    {
        if (options.TaskPolicy is null) return null;
        var hidden = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var task in tasks)
        {
            if (!await PassesTaskAsync(context, task).ConfigureAwait(false)) hidden.Add(task);
        }

        return hidden;
    }

    /// <summary>Policies that nobody has defined would refuse everybody, or nobody, at some later time.</summary>
    public void Check()
    {
        string?[] named = [options.ViewPolicy, options.RunPolicy, options.ControlPolicy];
        if (named.All(policy => policy is null) && options.TaskPolicy is null) return;
        if (services.GetService<IAuthorizationService>() is null || services.GetService<IAuthorizationPolicyProvider>() is not { } policies)
        {
            throw new InvalidOperationException(
                $"The dashboard of maintenance tasks at '{pattern}' names policies, and the application has no authorization. Call builder.Services.AddAuthorization().");
        }

        foreach (var policy in named.OfType<string>())
        {
            if (policies.GetPolicyAsync(policy).GetAwaiter().GetResult() is not null) continue;
            throw new InvalidOperationException($"The dashboard of maintenance tasks at '{pattern}' names the policy '{policy}', which is not defined. Add it in AddAuthorization().");
        }
    }

    private async Task<bool> MayAsync(HttpContext context, Deed deed, string task) =>
        (PolicyOf(deed) is not { } policy || await PassesAsync(context, policy, task).ConfigureAwait(false))
        && await PassesTaskAsync(context, task).ConfigureAwait(false);

    private async Task<bool> PassesTaskAsync(HttpContext context, string task) =>
        options.TaskPolicy?.Invoke(task) is not { } policy || await PassesAsync(context, policy, task).ConfigureAwait(false);

    private async Task<bool> PassesAsync(HttpContext context, string policy, string? task) =>
        (await services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(context.User, task, policy).ConfigureAwait(false)).Succeeded;

    private string? PolicyOf(Deed deed) => deed switch
    {
        Deed.View => options.ViewPolicy,
        Deed.Run => options.RunPolicy,
        _ => options.ControlPolicy,
    };
}
