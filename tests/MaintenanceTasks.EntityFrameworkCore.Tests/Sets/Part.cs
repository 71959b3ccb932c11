using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests.Sets;

[Owned]
public sealed class Part
{
    public int Size { get; set; }
}
