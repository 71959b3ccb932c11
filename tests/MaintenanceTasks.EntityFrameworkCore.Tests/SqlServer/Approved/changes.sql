-- ==================== a transaction

BEGIN TRANSACTION -- isolation level: Unspecified

COMMIT

-- ==================== create a run

-- @p0 nvarchar(64)
-- @p1 nvarchar(4000)
-- @p2 nvarchar(64)
-- @p3 datetime2
-- @p4 varchar(20)
-- @p5 datetime2
-- @p6 nvarchar(4000)
-- @p7 nvarchar(4000)
-- @p8 nvarchar(4000)
-- @p9 nvarchar(500)
-- @p10 nvarchar(4000)
-- @p11 datetime2
-- @p12 nvarchar(200)
-- @p13 bigint
-- @p14 nvarchar(4000)
-- @p15 int
-- @p16 nvarchar(64)
-- @p17 datetime2
-- @p18 nvarchar(200)
-- @p19 varchar(20)
-- @p20 nvarchar(200)
-- @p21 uniqueidentifier
-- @p22 bigint
-- @p23 varchar(20)
-- @p24 bigint
INSERT INTO [maintenance_task_runs] ([active_key], [arguments], [build], [created_at], [delivery], [ended_at], [error_item], [error_message], [error_stack_trace], [error_type], [held_reason], [held_until], [idempotency_key], [last_event], [metadata], [parallelism], [parameter_hash], [started_at], [started_by], [status], [task], [token], [total], [total_kind], [version]) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22, @p23, @p24)

-- @token uniqueidentifier
SELECT TOP(1) [m].[id]
FROM [maintenance_task_runs] AS [m]
WHERE [m].[token] = @token

-- @p0 bigint
-- @p1 int
-- @p2 bigint
-- @p3 int
-- @p4 bigint
-- @p5 bigint
-- @p6 datetime2
-- @p7 nvarchar(4000)
-- @p8 bit
-- @p9 bigint
-- @p10 nvarchar(4000)
-- @p11 nvarchar(4000)
-- @p12 nvarchar(4000)
-- @p13 datetime2
-- @p14 nvarchar(300)
-- @p15 nvarchar(200)
-- @p16 bigint
-- @p17 bigint
-- @p18 bigint
-- @p19 bigint
INSERT INTO [maintenance_task_partitions] ([run_id], [number], [affected], [attempts], [beat], [checkpoint_seq], [claimed_at], [cursor], [done], [epoch], [error], [high], [low], [moved_at], [owner], [scope], [skipped], [ticks], [time_running_ms], [vanished]) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19)

-- @p0 bigint
-- @p1 bigint
-- @p2 nvarchar(200)
-- @p3 datetime2
-- @p4 bigint
-- @p5 varchar(20)
-- @p6 varchar(20)
-- @p7 nvarchar(200)
-- @p8 int
-- @p9 nvarchar(4000)
-- @p10 varchar(20)
INSERT INTO [maintenance_task_events] ([run_id], [number], [actor], [at], [epoch], [from_status], [kind], [node], [partition], [text], [to_status]) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)

-- ==================== lock the run for the transaction

-- @id bigint
UPDATE [m]
SET [m].[version] = [m].[version] + CAST(1 AS bigint)
FROM [maintenance_task_runs] AS [m]
WHERE [m].[id] = @id

-- ==================== claim

-- @p bigint
-- @p4 nvarchar(300)
-- @p5 int
-- @p6 datetime2
-- @runId bigint
-- @write_Number int
-- @write_ExpectedEpoch bigint
UPDATE [m]
SET [m].[epoch] = @p,
    [m].[owner] = @p4,
    [m].[attempts] = @p5,
    [m].[claimed_at] = @p6
FROM [maintenance_task_partitions] AS [m]
WHERE [m].[run_id] = @runId AND [m].[number] = @write_Number AND [m].[epoch] = @write_ExpectedEpoch

-- ==================== release

-- @p bigint
-- @p5 int
-- @runId bigint
-- @write_Number int
-- @write_ExpectedEpoch bigint
UPDATE [m]
SET [m].[epoch] = @p,
    [m].[owner] = NULL,
    [m].[attempts] = @p5
FROM [maintenance_task_partitions] AS [m]
WHERE [m].[run_id] = @runId AND [m].[number] = @write_Number AND [m].[epoch] = @write_ExpectedEpoch

-- ==================== finish

-- @p bigint
-- @p5 int
-- @p6 bit
-- @runId bigint
-- @write_Number int
-- @write_ExpectedEpoch bigint
UPDATE [m]
SET [m].[epoch] = @p,
    [m].[owner] = NULL,
    [m].[attempts] = @p5,
    [m].[done] = @p6
FROM [maintenance_task_partitions] AS [m]
WHERE [m].[run_id] = @runId AND [m].[number] = @write_Number AND [m].[epoch] = @write_ExpectedEpoch

-- ==================== rescue

-- @p bigint
-- @runId bigint
-- @write_Number int
-- @write_ExpectedEpoch bigint
-- @beat bigint
UPDATE [m]
SET [m].[epoch] = @p,
    [m].[owner] = NULL
FROM [maintenance_task_partitions] AS [m]
WHERE [m].[run_id] = @runId AND [m].[number] = @write_Number AND [m].[epoch] = @write_ExpectedEpoch AND [m].[beat] = @beat

-- ==================== narrow the range after a split

-- @p bigint
-- @p4 nvarchar(300)
-- @p5 nvarchar(4000)
-- @runId bigint
-- @write_Number int
-- @write_ExpectedEpoch bigint
UPDATE [m]
SET [m].[epoch] = @p,
    [m].[owner] = @p4,
    [m].[high] = @p5
FROM [maintenance_task_partitions] AS [m]
WHERE [m].[run_id] = @runId AND [m].[number] = @write_Number AND [m].[epoch] = @write_ExpectedEpoch

-- ==================== write the run

-- @p varchar(20)
-- @p7 varchar(20)
-- @p14 bigint
-- @run_Id bigint
UPDATE [m]
SET [m].[status] = @p,
    [m].[active_key] = NULL,
    [m].[build] = NULL,
    [m].[started_at] = NULL,
    [m].[ended_at] = NULL,
    [m].[total] = NULL,
    [m].[total_kind] = @p7,
    [m].[error_type] = NULL,
    [m].[error_message] = NULL,
    [m].[error_stack_trace] = NULL,
    [m].[error_item] = NULL,
    [m].[held_until] = NULL,
    [m].[held_reason] = NULL,
    [m].[last_event] = @p14
FROM [maintenance_task_runs] AS [m]
WHERE [m].[id] = @run_Id

-- ==================== an event

-- @p0 bigint
-- @p1 bigint
-- @p2 nvarchar(200)
-- @p3 datetime2
-- @p4 bigint
-- @p5 varchar(20)
-- @p6 varchar(20)
-- @p7 nvarchar(200)
-- @p8 int
-- @p9 nvarchar(4000)
-- @p10 varchar(20)
INSERT INTO [maintenance_task_events] ([run_id], [number], [actor], [at], [epoch], [from_status], [kind], [node], [partition], [text], [to_status]) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)

-- ==================== beat

-- @owners1 nvarchar(300)
-- @owners2 nvarchar(300)
UPDATE [m]
SET [m].[beat] = [m].[beat] + CAST(1 AS bigint)
FROM [maintenance_task_partitions] AS [m]
WHERE [m].[owner] IN (@owners1, @owners2)

-- @owners1 nvarchar(300)
-- @owners2 nvarchar(300)
SELECT [m].[run_id], [m].[number], [m].[epoch], [m].[owner]
FROM [maintenance_task_partitions] AS [m]
WHERE [m].[owner] IN (@owners1, @owners2)

-- ==================== checkpoint with a skipped item

-- @p0 datetime2
-- @p1 nvarchar(500)
-- @p2 nvarchar(4000)
-- @p3 int
-- @p4 nvarchar(4000)
-- @p5 bigint
-- @p6 nvarchar(4000)
INSERT INTO [maintenance_task_failed_items] ([at], [error_type], [item], [partition], [reason], [run_id], [stack_trace]) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)

-- @p0 nvarchar(4000)
-- @p1 bigint
-- @p2 bigint
-- @p3 bigint
-- @p4 bigint
-- @p5 bigint
-- @p6 bigint
-- @p7 bigint
-- @p8 int
-- @p9 datetime2
-- @p10 bigint
-- @p11 int
-- @p12 bigint
-- @p13 bigint
UPDATE [maintenance_task_partitions] SET [cursor] = @p0, [checkpoint_seq] = @p1, [ticks] = [ticks] + @p2, [skipped] = [skipped] + @p3, [vanished] = [vanished] + @p4, [affected] = [affected] + @p5, [time_running_ms] = [time_running_ms] + @p6, [beat] = [beat] + @p7, [attempts] = @p8, [moved_at] = @p9 WHERE [run_id] = @p10 AND [number] = @p11 AND [epoch] = @p12 AND [checkpoint_seq] = @p13

-- ==================== was it written

-- @p0 bigint
-- @p1 int
-- @p2 bigint
SELECT [checkpoint_seq] AS [Value] FROM [maintenance_task_partitions] WHERE [run_id] = @p0 AND [number] = @p1 AND [epoch] = @p2

-- ==================== a node

-- @p bigint
-- @p2 datetime2
-- @p3 nvarchar(4000)
-- @node_Id uniqueidentifier
UPDATE [m]
SET [m].[beat] = @p,
    [m].[seen_at] = @p2,
    [m].[tasks] = @p3
FROM [maintenance_task_nodes] AS [m]
WHERE [m].[id] = @node_Id

-- ==================== a silent node

-- @id uniqueidentifier
-- @beat bigint
DELETE FROM [m]
FROM [maintenance_task_nodes] AS [m]
WHERE [m].[id] = @id AND [m].[beat] = @beat

