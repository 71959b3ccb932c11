using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>The tables of input files, in chunks, so that every machine has them and none needs a file whole.</summary>
internal static class FileTables
{
    public static void Map(ModelBuilder model, string? schema)
    {
        model.Entity<FileRow>(entity =>
        {
            entity.ToTable("maintenance_task_files", schema);
            entity.HasKey(row => row.Id);
            var columns = new ColumnBuilder<FileRow>(entity);
            columns.Plain(row => row.Id, "id").ValueGeneratedOnAdd();
            columns.Plain(row => row.RunId, "run_id");
            columns.Plain(row => row.Token, "token");
            columns.Text(row => row.Name, "name", 400);
            columns.Text(row => row.StoredName, "stored_name", 400);
            columns.Plain(row => row.Size, "size");
            columns.Plain(row => row.Rows, "row_count");
            columns.Text(row => row.Hash, "hash", 64);
            columns.Time(row => row.CreatedAt, "created_at");
            entity.HasIndex(row => row.Token).IsUnique().HasDatabaseName("ix_maintenance_task_files_token");
            entity.HasIndex(row => row.RunId).HasDatabaseName("ix_maintenance_task_files_run");
        });

        model.Entity<FileChunkRow>(entity =>
        {
            entity.ToTable("maintenance_task_file_chunks", schema);
            entity.HasKey(row => new { row.FileId, row.Number });
            var columns = new ColumnBuilder<FileChunkRow>(entity);
            columns.Plain(row => row.FileId, "file_id").ValueGeneratedNever();
            columns.Plain(row => row.Number, "number").ValueGeneratedNever();
            columns.Plain(row => row.Bytes, "bytes");
            columns.Text(row => row.Hash, "hash", 64);
        });
    }
}
