namespace MaintenanceTasks.Dashboard;

/// <summary>A file that is being sent.</summary>
/// <param name="Name">The name it has where it comes from; may say anything.</param>
/// <param name="Content">Its bytes as they arrive.</param>
internal sealed record Upload(string Name, UploadStream Content);
