using Microsoft.Net.Http.Headers;

namespace MaintenanceTasks.Dashboard;

/// <summary>A file as it is sent.</summary>
/// <param name="Encoding">How it is compressed, or null.</param>
/// <param name="Content">The bytes.</param>
/// <param name="Tag">Of these bytes.</param>
internal sealed record AssetForm(string? Encoding, byte[] Content, EntityTagHeaderValue Tag);
