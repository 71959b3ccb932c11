CREATE TABLE [maintenance_task_events] (
    [run_id] bigint NOT NULL,
    [number] bigint NOT NULL,
    [at] datetime2 NOT NULL,
    [kind] varchar(20) NOT NULL,
    [from_status] varchar(20) NULL,
    [to_status] varchar(20) NULL,
    [actor] nvarchar(200) NULL,
    [node] nvarchar(200) NULL,
    [partition] int NULL,
    [epoch] bigint NULL,
    [text] nvarchar(max) NULL,
    CONSTRAINT [PK_maintenance_task_events] PRIMARY KEY ([run_id], [number])
);
CREATE TABLE [maintenance_task_failed_items] (
    [id] bigint NOT NULL IDENTITY,
    [run_id] bigint NOT NULL,
    [partition] int NOT NULL,
    [item] nvarchar(max) NOT NULL,
    [reason] nvarchar(max) NOT NULL,
    [error_type] nvarchar(500) NULL,
    [stack_trace] nvarchar(max) NULL,
    [at] datetime2 NOT NULL,
    CONSTRAINT [PK_maintenance_task_failed_items] PRIMARY KEY ([id])
);
CREATE TABLE [maintenance_task_file_chunks] (
    [file_id] bigint NOT NULL,
    [number] int NOT NULL,
    [bytes] varbinary(max) NOT NULL,
    [hash] nvarchar(64) NOT NULL,
    CONSTRAINT [PK_maintenance_task_file_chunks] PRIMARY KEY ([file_id], [number])
);
CREATE TABLE [maintenance_task_files] (
    [id] bigint NOT NULL IDENTITY,
    [run_id] bigint NULL,
    [token] uniqueidentifier NOT NULL,
    [name] nvarchar(400) NOT NULL,
    [stored_name] nvarchar(400) NOT NULL,
    [size] bigint NOT NULL,
    [row_count] bigint NULL,
    [hash] nvarchar(64) NOT NULL,
    [created_at] datetime2 NOT NULL,
    CONSTRAINT [PK_maintenance_task_files] PRIMARY KEY ([id])
);
CREATE TABLE [maintenance_task_nodes] (
    [id] uniqueidentifier NOT NULL,
    [identity] nvarchar(300) NOT NULL,
    [name] nvarchar(200) NOT NULL,
    [build] nvarchar(64) NOT NULL,
    [tasks] nvarchar(max) NOT NULL,
    [beat] bigint NOT NULL,
    [started_at] datetime2 NOT NULL,
    [seen_at] datetime2 NOT NULL,
    CONSTRAINT [PK_maintenance_task_nodes] PRIMARY KEY ([id])
);
CREATE TABLE [maintenance_task_partitions] (
    [run_id] bigint NOT NULL,
    [number] int NOT NULL,
    [scope] nvarchar(200) NULL,
    [error] nvarchar(max) NULL,
    [low] nvarchar(max) NULL,
    [high] nvarchar(max) NULL,
    [cursor] nvarchar(max) NULL,
    [done] bit NOT NULL,
    [ticks] bigint NOT NULL,
    [skipped] bigint NOT NULL,
    [vanished] bigint NOT NULL,
    [affected] bigint NOT NULL,
    [time_running_ms] bigint NOT NULL,
    [owner] nvarchar(300) NULL,
    [beat] bigint NOT NULL,
    [epoch] bigint NOT NULL,
    [checkpoint_seq] bigint NOT NULL,
    [attempts] int NOT NULL,
    [claimed_at] datetime2 NULL,
    [moved_at] datetime2 NULL,
    CONSTRAINT [PK_maintenance_task_partitions] PRIMARY KEY ([run_id], [number])
);
CREATE TABLE [maintenance_task_runs] (
    [id] bigint NOT NULL IDENTITY,
    [token] uniqueidentifier NOT NULL,
    [task] nvarchar(200) NOT NULL,
    [status] varchar(20) NOT NULL,
    [arguments] nvarchar(max) NOT NULL,
    [parameter_hash] nvarchar(64) NOT NULL,
    [started_by] nvarchar(200) NULL,
    [metadata] nvarchar(max) NOT NULL,
    [idempotency_key] nvarchar(200) NULL,
    [active_key] nvarchar(64) NULL,
    [delivery] varchar(20) NOT NULL,
    [build] nvarchar(64) NULL,
    [created_at] datetime2 NOT NULL,
    [started_at] datetime2 NULL,
    [ended_at] datetime2 NULL,
    [total] bigint NULL,
    [total_kind] varchar(20) NOT NULL,
    [error_type] nvarchar(500) NULL,
    [error_message] nvarchar(max) NULL,
    [error_stack_trace] nvarchar(max) NULL,
    [error_item] nvarchar(max) NULL,
    [held_until] datetime2 NULL,
    [held_reason] nvarchar(max) NULL,
    [parallelism] int NOT NULL,
    [last_event] bigint NOT NULL,
    [version] bigint NOT NULL,
    CONSTRAINT [PK_maintenance_task_runs] PRIMARY KEY ([id])
);
CREATE TABLE [maintenance_task_samples] (
    [run_id] bigint NOT NULL,
    [at] datetime2 NOT NULL,
    [ticks] bigint NOT NULL,
    [mark] varchar(20) NULL,
    CONSTRAINT [PK_maintenance_task_samples] PRIMARY KEY ([run_id], [at])
);
CREATE INDEX [ix_maintenance_task_failed_items_run] ON [maintenance_task_failed_items] ([run_id], [id]);
CREATE INDEX [ix_maintenance_task_files_run] ON [maintenance_task_files] ([run_id]);
CREATE UNIQUE INDEX [ix_maintenance_task_files_token] ON [maintenance_task_files] ([token]);
CREATE INDEX [ix_maintenance_task_partitions_owner] ON [maintenance_task_partitions] ([owner]);
CREATE UNIQUE INDEX [ix_maintenance_task_runs_active_key] ON [maintenance_task_runs] ([active_key]) WHERE [active_key] IS NOT NULL;
CREATE UNIQUE INDEX [ix_maintenance_task_runs_idempotency_key] ON [maintenance_task_runs] ([idempotency_key]) WHERE [idempotency_key] IS NOT NULL;
CREATE INDEX [ix_maintenance_task_runs_status] ON [maintenance_task_runs] ([status], [id]);
CREATE INDEX [ix_maintenance_task_runs_task] ON [maintenance_task_runs] ([task], [id]);
CREATE UNIQUE INDEX [ix_maintenance_task_runs_token] ON [maintenance_task_runs] ([token]);
