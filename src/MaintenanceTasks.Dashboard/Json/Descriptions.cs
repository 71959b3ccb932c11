using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MaintenanceTasks.Dashboard;

/// <summary>What the application's own OpenAPI document says of the addresses that answer JSON.</summary>
internal static class Descriptions
{
    private const string Json = "application/json";

    /// <summary>A page that is also answered as JSON.</summary>
    public static RouteHandlerBuilder DescribePage<TDocument>(this RouteHandlerBuilder endpoint, string summary) => endpoint
        .WithSummary(summary)
        .WithDescription("Answers JSON when Accept names application/json, else a page.")
        .Produces<TDocument>(StatusCodes.Status200OK, Json)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Something that is done by JSON.</summary>
    public static RouteHandlerBuilder DescribeDeed(this RouteHandlerBuilder endpoint, string summary, int done) => endpoint
        .WithSummary(summary)
        .WithDescription("A request that sends a cookie needs the token of a form of these pages in the header RequestVerificationToken as well.")
        .Produces<RunDocument>(done, Json)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
