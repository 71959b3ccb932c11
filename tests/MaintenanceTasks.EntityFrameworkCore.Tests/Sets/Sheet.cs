namespace MaintenanceTasks.EntityFrameworkCore.Tests.Sets;

/// <summary>A row with a column of each type that is written in sets, and of some that are not.</summary>
public sealed class Sheet
{
    public long Id { get; set; }

    public int Number { get; set; }

    public long? Maybe { get; set; }

    public short Small { get; set; }

    public bool Flag { get; set; }

    public string? Text { get; set; }

    public string Limited { get; set; } = "";

    public decimal Money { get; set; }

    public double? Ratio { get; set; }

    public float Share { get; set; }

    public Guid? Unique { get; set; }

    public DateTime At { get; set; }

    public DayOfWeek Day { get; set; }

    public byte[]? Bytes { get; set; }

    public Part Part { get; set; } = new();

    /// <summary>Changes one column to a value that follows from a seed.</summary>
    public void Change(int column, int seed)
    {
        switch (column)
        {
            case 0: Number = seed; break;
            case 1: Maybe = seed % 3 == 0 ? null : seed * 10_000_000_000L; break;
            case 2: Small = (short)seed; break;
            case 3: Flag = seed % 2 == 0; break;
            case 4: Text = seed % 4 == 0 ? null : $"it's \"{seed}\" \\ ünï {{0}} , \n"; break;
            case 5: Limited = $"{seed}"; break;
            case 6: Money = seed / 100m; break;
            case 7: Ratio = seed % 5 == 0 ? null : seed / 7d; break;
            case 8: Share = seed / 3f; break;
            case 9: Unique = seed % 3 == 0 ? null : new Guid(seed, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11); break;
            case 10: At = DateTime.UnixEpoch.AddSeconds(seed).AddTicks(seed * 10L); break;
            case 11: Day = (DayOfWeek)(seed % 7); break;
            case 12: Bytes = seed % 3 == 0 ? null : [(byte)seed, 0]; break;
            default: Part.Size = seed; break;
        }
    }

    public const int Columns = 14;
}
