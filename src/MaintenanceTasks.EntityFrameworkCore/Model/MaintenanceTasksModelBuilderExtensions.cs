using MaintenanceTasks.EntityFrameworkCore;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Adds the tables of maintenance tasks to a model.</summary>
public static class MaintenanceTasksModelBuilderExtensions
{
    /// <summary>
    /// Adds the tables, to be called at the end of <c>OnModelCreating</c> and followed by a migration of your own. Names, lengths
    /// and conversions are stated one by one, so that conventions of the host do not reach them.
    /// </summary>
    /// <param name="modelBuilder">The model.</param>
    /// <param name="schema">The schema of the tables, or null for the model's default.</param>
    public static ModelBuilder AddMaintenanceTasks(this ModelBuilder modelBuilder, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        RunTables.Map(modelBuilder, schema);
        FileTables.Map(modelBuilder, schema);
        return modelBuilder;
    }

    /// <summary>
    /// Adds the table in which a database that is not that of the runs keeps how far they are (<c>KeepsProgressIn</c>), to be called at the end of
    /// <c>OnModelCreating</c> and followed by a migration of your own.
    /// </summary>
    /// <param name="modelBuilder">The model.</param>
    /// <param name="schema">The schema of the table, or null for the model's default.</param>
    public static ModelBuilder AddMaintenanceTaskProgress(this ModelBuilder modelBuilder, string? schema = null)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        return modelBuilder.Entity<ProgressRow>(entity =>
        {
            entity.ToTable("maintenance_task_progress", schema);
            entity.HasKey(row => new { row.Run, row.Partition });
            var columns = new ColumnBuilder<ProgressRow>(entity);
            columns.Plain(row => row.Run, "run").ValueGeneratedNever();
            columns.Plain(row => row.Partition, "partition").ValueGeneratedNever();
            columns.Plain(row => row.Epoch, "epoch");
            columns.Plain(row => row.Seq, "seq");
            columns.LongText(row => row.Checkpoint, "checkpoint", required: false);
        });
    }
}
