using Microsoft.AspNetCore.Antiforgery;

namespace MaintenanceTasks.Dashboard;

/// <summary>What a whole page has and a live fragment has not: the person, the token of its forms, the answer to what was just tried.</summary>
/// <param name="User">Name of the person signed in, or null.</param>
/// <param name="Tokens">The tokens of the page's forms, issued when the first form asks; null on a page that has none.</param>
/// <param name="Notice">Why the request before was refused, or null.</param>
/// <param name="Theme">The theme the person has chosen, or null for what their system prefers.</param>
/// <param name="Access">What the person may do with the task at hand.</param>
internal sealed record PageFrame(string? User, Lazy<AntiforgeryTokenSet>? Tokens, Notice? Notice, string? Theme, TaskAccess Access);
