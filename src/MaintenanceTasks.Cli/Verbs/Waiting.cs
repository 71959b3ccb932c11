namespace MaintenanceTasks.Cli;

/// <summary>Following a run in front of a person or a script: progress, the last word, the exit code.</summary>
internal static class Waiting
{
    public static async Task<int> ForAsync(VerbContext context, Run run, bool json)
    {
        IProgressView view = context.Terminal.IsLive && !json
            ? new LiveProgress(context.Terminal.Console, context.Time)
            : new PlainProgress(json ? context.Terminal.Remark : context.Terminal.Line, context.Time);
        if (context.Catalog.Find(run.Task) is null)
        {
            context.Terminal.Remark($"This application has no task '{run.Task}': another process has to work on it, this one only follows.");
        }

        var follower = context.Follower;
        var state = await view.DuringAsync(run, seen => follower.FollowAsync(run.Id, seen, context.Stop.Token)).ConfigureAwait(false);
        if (json) context.Json(RunDocument.Of(state.Run));

        var code = ExitCode.Of(state.Run.Status);
        if (code == ExitCode.Succeeded && !json) context.Terminal.Line(LastWord.Of(state));
        else if (code != ExitCode.Succeeded) context.Terminal.Remark(LastWord.Of(state));
        return code ?? context.Stop.Code;
    }
}
