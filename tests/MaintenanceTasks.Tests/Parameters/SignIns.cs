namespace MaintenanceTasks.Tests.Parameters;

/// <summary>What the sign-ins of a test do and have seen.</summary>
internal sealed class SignIns
{
    public List<string> Seen { get; } = [];

    public Action<string, SignIn> On { get; set; } = (_, _) => { };
}
