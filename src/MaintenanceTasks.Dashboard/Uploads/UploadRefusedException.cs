namespace MaintenanceTasks.Dashboard;

/// <summary>A file that is sent cannot be taken. The form is shown again.</summary>
internal sealed class UploadRefusedException(int status, string message) : Exception(message)
{
    public int Status => status;
}
