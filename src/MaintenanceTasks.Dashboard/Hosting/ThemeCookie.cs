using Microsoft.AspNetCore.Http;

namespace MaintenanceTasks.Dashboard;

/// <summary>The theme a person has chosen, kept by their browser: the page arrives in it, without a flash of the other.</summary>
internal static class ThemeCookie
{
    public const string Name = "maintenance-tasks-theme";

    /// <summary><c>light</c>, <c>dark</c>, or null for what the system prefers.</summary>
    public static string? Read(HttpContext context) => context.Request.Cookies[Name] is "light" or "dark" ? context.Request.Cookies[Name] : null;
}
