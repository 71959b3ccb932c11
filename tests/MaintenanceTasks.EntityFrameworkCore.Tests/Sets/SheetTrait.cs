namespace MaintenanceTasks.EntityFrameworkCore.Tests.Sets;

[Flags]
public enum SheetTrait
{
    None = 0,
    Renamed = 1,
    Token = 2,
    Converted = 4,
    CompositeKey = 8,
    Indexed = 16,
    Shadow = 32,
    Part = 64,
    OnlyPlain = 128,
    Runs = 256,
}
