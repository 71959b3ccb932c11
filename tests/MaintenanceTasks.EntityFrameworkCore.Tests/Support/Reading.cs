using System.ComponentModel.DataAnnotations.Schema;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>A row with columns to walk by, and columns that nobody can walk by.</summary>
public class Reading
{
    public int Id { get; set; }
    public DateTime TakenAt { get; set; } = DateTime.UnixEpoch;
    public DateOnly Day { get; set; }
    public string Station { get; set; } = "";
    public Guid Serial { get; set; } = Guid.NewGuid();
    public decimal Amount { get; set; }
    public DateTime? CheckedAt { get; set; }
    public double Value { get; set; }
    public byte[] Raw { get; set; } = [];
    public int Visits { get; set; }

    [NotMapped]
    public string Label { get; set; } = "";
}
