using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>The tables of runs: runs, partitions, events, failed items, samples, nodes.</summary>
internal static class RunTables
{
    public const int TaskLength = 200;
    public const int PersonLength = 200;
    public const int OwnerLength = 300;
    public const int KeyLength = 200;
    public const int BuildLength = 64;
    public const int ScopeLength = 200;

    public static void Map(ModelBuilder model, string? schema)
    {
        MapRuns(model, schema);
        MapPartitions(model, schema);
        MapEvents(model, schema);
        MapFailedItems(model, schema);
        MapSamples(model, schema);
        MapNodes(model, schema);
    }

    private static void MapRuns(ModelBuilder model, string? schema) => model.Entity<RunRow>(entity =>
    {
        entity.ToTable("maintenance_task_runs", schema);
        entity.HasKey(row => row.Id);
        var columns = new ColumnBuilder<RunRow>(entity);
        columns.Plain(row => row.Id, "id").ValueGeneratedOnAdd();
        columns.Plain(row => row.Token, "token");
        columns.Text(row => row.Task, "task", TaskLength);
        columns.Word(row => row.Status, "status");
        columns.LongText(row => row.Arguments, "arguments", required: true);
        columns.Text(row => row.ParameterHash, "parameter_hash", 64);
        columns.OptionalText(row => row.StartedBy, "started_by", PersonLength);
        columns.LongText(row => row.Metadata, "metadata", required: true);
        columns.OptionalText(row => row.IdempotencyKey, "idempotency_key", KeyLength);
        columns.OptionalText(row => row.ActiveKey, "active_key", 64);
        columns.Word(row => row.Delivery, "delivery");
        columns.OptionalText(row => row.Build, "build", BuildLength);
        columns.Time(row => row.CreatedAt, "created_at");
        columns.Time(row => row.StartedAt, "started_at");
        columns.Time(row => row.EndedAt, "ended_at");
        columns.Plain(row => row.Total, "total");
        columns.Word(row => row.TotalKind, "total_kind");
        columns.OptionalText(row => row.ErrorType, "error_type", 500);
        columns.LongText(row => row.ErrorMessage, "error_message", required: false);
        columns.LongText(row => row.ErrorStackTrace, "error_stack_trace", required: false);
        columns.LongText(row => row.ErrorItem, "error_item", required: false);
        columns.Time(row => row.HeldUntil, "held_until");
        columns.LongText(row => row.HeldReason, "held_reason", required: false);
        columns.Plain(row => row.Parallelism, "parallelism");
        columns.Plain(row => row.LastEvent, "last_event");
        columns.Plain(row => row.Version, "version");
        entity.HasIndex(row => row.Token).IsUnique().HasDatabaseName("ix_maintenance_task_runs_token");
        entity.HasIndex(row => row.IdempotencyKey).IsUnique().HasDatabaseName("ix_maintenance_task_runs_idempotency_key");
        entity.HasIndex(row => row.ActiveKey).IsUnique().HasDatabaseName("ix_maintenance_task_runs_active_key");
        entity.HasIndex(row => new { row.Task, row.Id }).HasDatabaseName("ix_maintenance_task_runs_task");
        entity.HasIndex(row => new { row.Status, row.Id }).HasDatabaseName("ix_maintenance_task_runs_status");
    });

    private static void MapPartitions(ModelBuilder model, string? schema) => model.Entity<PartitionRow>(entity =>
    {
        entity.ToTable("maintenance_task_partitions", schema);
        entity.HasKey(row => new { row.RunId, row.Number });
        var columns = new ColumnBuilder<PartitionRow>(entity);
        columns.Plain(row => row.RunId, "run_id").ValueGeneratedNever();
        columns.Plain(row => row.Number, "number").ValueGeneratedNever();
        columns.OptionalText(row => row.Scope, "scope", ScopeLength);
        columns.LongText(row => row.Error, "error", required: false);
        columns.LongText(row => row.Low, "low", required: false);
        columns.LongText(row => row.High, "high", required: false);
        columns.LongText(row => row.Cursor, "cursor", required: false);
        columns.Plain(row => row.Done, "done");
        columns.Plain(row => row.Ticks, "ticks");
        columns.Plain(row => row.Skipped, "skipped");
        columns.Plain(row => row.Vanished, "vanished");
        columns.Plain(row => row.Affected, "affected");
        columns.Plain(row => row.TimeRunningMs, "time_running_ms");
        columns.OptionalText(row => row.Owner, "owner", OwnerLength);
        columns.Plain(row => row.Beat, "beat");
        columns.Plain(row => row.Epoch, "epoch");
        columns.Plain(row => row.CheckpointSeq, "checkpoint_seq");
        columns.Plain(row => row.Attempts, "attempts");
        columns.Time(row => row.ClaimedAt, "claimed_at");
        columns.Time(row => row.MovedAt, "moved_at");
        entity.HasIndex(row => row.Owner).HasDatabaseName("ix_maintenance_task_partitions_owner");
    });

    private static void MapEvents(ModelBuilder model, string? schema) => model.Entity<EventRow>(entity =>
    {
        entity.ToTable("maintenance_task_events", schema);
        entity.HasKey(row => new { row.RunId, row.Number });
        var columns = new ColumnBuilder<EventRow>(entity);
        columns.Plain(row => row.RunId, "run_id").ValueGeneratedNever();
        columns.Plain(row => row.Number, "number").ValueGeneratedNever();
        columns.Time(row => row.At, "at");
        columns.Word(row => row.Kind, "kind");
        columns.OptionalWord(row => row.From, "from_status");
        columns.OptionalWord(row => row.To, "to_status");
        columns.OptionalText(row => row.Actor, "actor", PersonLength);
        columns.OptionalText(row => row.Node, "node", PersonLength);
        columns.Plain(row => row.Partition, "partition");
        columns.Plain(row => row.Epoch, "epoch");
        columns.LongText(row => row.Text, "text", required: false);
    });

    private static void MapFailedItems(ModelBuilder model, string? schema) => model.Entity<FailedItemRow>(entity =>
    {
        entity.ToTable("maintenance_task_failed_items", schema);
        entity.HasKey(row => row.Id);
        var columns = new ColumnBuilder<FailedItemRow>(entity);
        columns.Plain(row => row.Id, "id").ValueGeneratedOnAdd();
        columns.Plain(row => row.RunId, "run_id");
        columns.Plain(row => row.Partition, "partition");
        columns.LongText(row => row.Item, "item", required: true);
        columns.LongText(row => row.Reason, "reason", required: true);
        columns.OptionalText(row => row.ErrorType, "error_type", 500);
        columns.LongText(row => row.StackTrace, "stack_trace", required: false);
        columns.Time(row => row.At, "at");
        entity.HasIndex(row => new { row.RunId, row.Id }).HasDatabaseName("ix_maintenance_task_failed_items_run");
    });

    private static void MapSamples(ModelBuilder model, string? schema) => model.Entity<SampleRow>(entity =>
    {
        entity.ToTable("maintenance_task_samples", schema);
        entity.HasKey(row => new { row.RunId, row.At });
        var columns = new ColumnBuilder<SampleRow>(entity);
        columns.Plain(row => row.RunId, "run_id").ValueGeneratedNever();
        columns.Time(row => row.At, "at");
        columns.Plain(row => row.Ticks, "ticks");
        columns.OptionalWord(row => row.Mark, "mark");
    });

    private static void MapNodes(ModelBuilder model, string? schema) => model.Entity<NodeRow>(entity =>
    {
        entity.ToTable("maintenance_task_nodes", schema);
        entity.HasKey(row => row.Id);
        var columns = new ColumnBuilder<NodeRow>(entity);
        columns.Plain(row => row.Id, "id").ValueGeneratedNever();
        columns.Text(row => row.Identity, "identity", OwnerLength);
        columns.Text(row => row.Name, "name", PersonLength);
        columns.Text(row => row.Build, "build", BuildLength);
        columns.LongText(row => row.Tasks, "tasks", required: true);
        columns.Plain(row => row.Beat, "beat");
        columns.Time(row => row.StartedAt, "started_at");
        columns.Time(row => row.SeenAt, "seen_at");
    });
}
