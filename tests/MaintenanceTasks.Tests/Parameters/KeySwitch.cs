using MaintenanceTasks.Testing;
using Microsoft.AspNetCore.DataProtection;

namespace MaintenanceTasks.Tests.Parameters;

/// <summary>Data protection whose keys a test can take away.</summary>
internal sealed class KeySwitch : IDataProtectionProvider
{
    public IDataProtectionProvider Keys { get; set; } = new InMemoryKeys();

    public IDataProtector CreateProtector(string purpose) => Keys.CreateProtector(purpose);
}
