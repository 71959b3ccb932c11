using Microsoft.AspNetCore.Http;

namespace MaintenanceTasks.Dashboard;

/// <summary>Refusals as problem details: what a page says beside its form.</summary>
internal static class Problems
{
    public static IResult Of(int status, Notice? notice, IReadOnlyDictionary<string, string>? errors = null)
    {
        const string Title = "Nothing was changed";
        if (notice is not null)
        {
            var more = notice.RunId is { } run ? new Dictionary<string, object?> { ["run"] = run } : null;
            return Results.Problem(notice.Text, statusCode: status, title: Title, extensions: more);
        }

        var found = errors ?? new Dictionary<string, string>();
        return Results.ValidationProblem(found.ToDictionary(error => error.Key, error => new[] { error.Value }), string.Join(' ', found.Values), statusCode: status, title: Title);
    }
}
