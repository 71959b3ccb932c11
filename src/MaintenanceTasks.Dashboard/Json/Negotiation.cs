using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace MaintenanceTasks.Dashboard;

/// <summary>Whether a request is of a program that reads JSON, or of a browser that shows pages.</summary>
internal static class Negotiation
{
    private const string Json = "application/json";

    /// <summary>True when JSON is named and preferred to HTML; a body of JSON without a word about the answer means JSON as well.</summary>
    public static bool WantsJson(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        var (json, html) = (Quality(accepted, Json, "application/problem+json"), Quality(accepted, "text/html"));
        return json > html || (html == 0 && HasJson(request));
    }

    /// <summary>True for a body of exactly this type: no form of a browser can send one.</summary>
    public static bool HasJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase);

    private static double Quality(IList<MediaTypeHeaderValue> accepted, params ReadOnlySpan<string> types)
    {
        var best = 0.0;
        foreach (var range in accepted)
        {
            foreach (var type in types)
            {
                if (range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)) best = Math.Max(best, range.Quality ?? 1);
            }
        }

        return best;
    }
}
