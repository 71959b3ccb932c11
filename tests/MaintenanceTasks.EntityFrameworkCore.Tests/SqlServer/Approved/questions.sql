-- ==================== what can be claimed

-- @p int
-- @filter_Tasks1 nvarchar(200)
-- @filter_Tasks2 nvarchar(200)
-- @filter_Now datetime2
SELECT TOP(@p) [m].[id]
FROM [maintenance_task_runs] AS [m]
WHERE [m].[status] IN ('enqueued', 'running', 'interrupted') AND [m].[task] IN (@filter_Tasks1, @filter_Tasks2) AND ([m].[held_until] IS NULL OR [m].[held_until] <= @filter_Now) AND (
    SELECT COUNT(*)
    FROM [maintenance_task_partitions] AS [m0]
    WHERE [m0].[owner] IS NOT NULL AND [m0].[run_id] = [m].[id]) < [m].[parallelism] AND (
    SELECT MIN(COALESCE([m1].[claimed_at], '1970-01-01T00:00:00.0000000Z'))
    FROM [maintenance_task_partitions] AS [m1]
    WHERE [m1].[owner] IS NULL AND [m1].[done] = CAST(0 AS bit) AND [m1].[error] IS NULL AND [m1].[run_id] = [m].[id]) IS NOT NULL
ORDER BY (
    SELECT MIN(COALESCE([m2].[claimed_at], '1970-01-01T00:00:00.0000000Z'))
    FROM [maintenance_task_partitions] AS [m2]
    WHERE [m2].[owner] IS NULL AND [m2].[done] = CAST(0 AS bit) AND [m2].[error] IS NULL AND [m2].[run_id] = [m].[id]), [m].[id]

-- ==================== can this run be claimed

-- @p int
-- @filter_Tasks1 nvarchar(200)
-- @filter_Tasks2 nvarchar(200)
-- @filter_Now datetime2
-- @only bigint
SELECT TOP(@p) [m].[id]
FROM [maintenance_task_runs] AS [m]
WHERE [m].[status] IN ('enqueued', 'running', 'interrupted') AND [m].[task] IN (@filter_Tasks1, @filter_Tasks2) AND ([m].[held_until] IS NULL OR [m].[held_until] <= @filter_Now) AND [m].[id] = @only AND (
    SELECT COUNT(*)
    FROM [maintenance_task_partitions] AS [m0]
    WHERE [m0].[owner] IS NOT NULL AND [m0].[run_id] = [m].[id]) < [m].[parallelism] AND (
    SELECT MIN(COALESCE([m1].[claimed_at], '1970-01-01T00:00:00.0000000Z'))
    FROM [maintenance_task_partitions] AS [m1]
    WHERE [m1].[owner] IS NULL AND [m1].[done] = CAST(0 AS bit) AND [m1].[error] IS NULL AND [m1].[run_id] = [m].[id]) IS NOT NULL
ORDER BY (
    SELECT MIN(COALESCE([m2].[claimed_at], '1970-01-01T00:00:00.0000000Z'))
    FROM [maintenance_task_partitions] AS [m2]
    WHERE [m2].[owner] IS NULL AND [m2].[done] = CAST(0 AS bit) AND [m2].[error] IS NULL AND [m2].[run_id] = [m].[id]), [m].[id]

-- ==================== a run

-- @id bigint
SELECT TOP(1) [m].[id], [m].[active_key], [m].[arguments], [m].[build], [m].[created_at], [m].[delivery], [m].[ended_at], [m].[error_item], [m].[error_message], [m].[error_stack_trace], [m].[error_type], [m].[held_reason], [m].[held_until], [m].[idempotency_key], [m].[last_event], [m].[metadata], [m].[parallelism], [m].[parameter_hash], [m].[started_at], [m].[started_by], [m].[status], [m].[task], [m].[token], [m].[total], [m].[total_kind], [m].[version]
FROM [maintenance_task_runs] AS [m]
WHERE [m].[id] = @id

-- ==================== its partitions

-- @runId bigint
SELECT [m].[run_id], [m].[number], [m].[affected], [m].[attempts], [m].[beat], [m].[checkpoint_seq], [m].[claimed_at], [m].[cursor], [m].[done], [m].[epoch], [m].[error], [m].[high], [m].[low], [m].[moved_at], [m].[owner], [m].[scope], [m].[skipped], [m].[ticks], [m].[time_running_ms], [m].[vanished]
FROM [maintenance_task_partitions] AS [m]
WHERE [m].[run_id] = @runId
ORDER BY [m].[number]

-- ==================== did this request make a run

-- @token uniqueidentifier
-- @idempotencyKey nvarchar(200)
SELECT [m].[id], [m].[active_key], [m].[arguments], [m].[build], [m].[created_at], [m].[delivery], [m].[ended_at], [m].[error_item], [m].[error_message], [m].[error_stack_trace], [m].[error_type], [m].[held_reason], [m].[held_until], [m].[idempotency_key], [m].[last_event], [m].[metadata], [m].[parallelism], [m].[parameter_hash], [m].[started_at], [m].[started_by], [m].[status], [m].[task], [m].[token], [m].[total], [m].[total_kind], [m].[version]
FROM [maintenance_task_runs] AS [m]
WHERE [m].[token] = @token OR [m].[idempotency_key] = @idempotencyKey

-- ==================== is an equal run active

-- @activeKey nvarchar(64)
SELECT [m].[id], [m].[active_key], [m].[arguments], [m].[build], [m].[created_at], [m].[delivery], [m].[ended_at], [m].[error_item], [m].[error_message], [m].[error_stack_trace], [m].[error_type], [m].[held_reason], [m].[held_until], [m].[idempotency_key], [m].[last_event], [m].[metadata], [m].[parallelism], [m].[parameter_hash], [m].[started_at], [m].[started_by], [m].[status], [m].[task], [m].[token], [m].[total], [m].[total_kind], [m].[version]
FROM [maintenance_task_runs] AS [m]
WHERE [m].[active_key] = @activeKey

-- ==================== sums

-- @ids nvarchar(4000)
SELECT [m].[run_id] AS [Id], COALESCE(SUM([m].[ticks]), CAST(0 AS bigint)) AS [Ticks], COALESCE(SUM([m].[skipped]), CAST(0 AS bigint)) AS [Skipped], COALESCE(SUM([m].[affected]), CAST(0 AS bigint)) AS [Affected], COALESCE(SUM([m].[time_running_ms]), CAST(0 AS bigint)) AS [Time], MAX([m].[moved_at]) AS [MovedAt]
FROM [maintenance_task_partitions] AS [m]
WHERE [m].[run_id] IN (
    SELECT [i].[value]
    FROM OPENJSON(@ids) WITH ([value] bigint '$') AS [i]
)
GROUP BY [m].[run_id]

-- ==================== nodes

SELECT [m].[id], [m].[beat], [m].[build], [m].[identity], [m].[name], [m].[seen_at], [m].[started_at], [m].[tasks]
FROM [maintenance_task_nodes] AS [m]

-- ==================== who holds a lease

SELECT [m].[run_id], [m].[number], [m].[affected], [m].[attempts], [m].[beat], [m].[checkpoint_seq], [m].[claimed_at], [m].[cursor], [m].[done], [m].[epoch], [m].[error], [m].[high], [m].[low], [m].[moved_at], [m].[owner], [m].[scope], [m].[skipped], [m].[ticks], [m].[time_running_ms], [m].[vanished]
FROM [maintenance_task_partitions] AS [m]
WHERE [m].[owner] > N''

-- ==================== statuses

-- @ids nvarchar(4000)
SELECT [m].[id] AS [Id], [m].[status] AS [Status]
FROM [maintenance_task_runs] AS [m]
WHERE [m].[id] IN (
    SELECT [i].[value]
    FROM OPENJSON(@ids) WITH ([value] bigint '$') AS [i]
)

-- ==================== a list

-- @p int
-- @task nvarchar(200)
-- @before bigint
-- @statuses1 varchar(20)
-- @statuses2 varchar(20)
SELECT TOP(@p) [m].[id], [m].[active_key], [m].[arguments], [m].[build], [m].[created_at], [m].[delivery], [m].[ended_at], [m].[error_item], [m].[error_message], [m].[error_stack_trace], [m].[error_type], [m].[held_reason], [m].[held_until], [m].[idempotency_key], [m].[last_event], [m].[metadata], [m].[parallelism], [m].[parameter_hash], [m].[started_at], [m].[started_by], [m].[status], [m].[task], [m].[token], [m].[total], [m].[total_kind], [m].[version]
FROM [maintenance_task_runs] AS [m]
WHERE [m].[task] = @task AND [m].[id] < @before AND [m].[status] IN (@statuses1, @statuses2)
ORDER BY [m].[id] DESC

-- @ids nvarchar(4000)
SELECT [m].[run_id] AS [Id], COALESCE(SUM([m].[ticks]), CAST(0 AS bigint)) AS [Ticks], COALESCE(SUM([m].[skipped]), CAST(0 AS bigint)) AS [Skipped], COALESCE(SUM([m].[affected]), CAST(0 AS bigint)) AS [Affected], COALESCE(SUM([m].[time_running_ms]), CAST(0 AS bigint)) AS [Time], MAX([m].[moved_at]) AS [MovedAt]
FROM [maintenance_task_partitions] AS [m]
WHERE [m].[run_id] IN (
    SELECT [i].[value]
    FROM OPENJSON(@ids) WITH ([value] bigint '$') AS [i]
)
GROUP BY [m].[run_id]

-- ==================== the newest of each task

SELECT [m].[task] AS [Task], MAX([m].[id]) AS [Id]
FROM [maintenance_task_runs] AS [m]
GROUP BY [m].[task]

-- @ids nvarchar(4000)
SELECT [m].[id], [m].[active_key], [m].[arguments], [m].[build], [m].[created_at], [m].[delivery], [m].[ended_at], [m].[error_item], [m].[error_message], [m].[error_stack_trace], [m].[error_type], [m].[held_reason], [m].[held_until], [m].[idempotency_key], [m].[last_event], [m].[metadata], [m].[parallelism], [m].[parameter_hash], [m].[started_at], [m].[started_by], [m].[status], [m].[task], [m].[token], [m].[total], [m].[total_kind], [m].[version]
FROM [maintenance_task_runs] AS [m]
WHERE [m].[id] IN (
    SELECT [i].[value]
    FROM OPENJSON(@ids) WITH ([value] bigint '$') AS [i]
)

-- @ids nvarchar(4000)
SELECT [m].[run_id] AS [Id], COALESCE(SUM([m].[ticks]), CAST(0 AS bigint)) AS [Ticks], COALESCE(SUM([m].[skipped]), CAST(0 AS bigint)) AS [Skipped], COALESCE(SUM([m].[affected]), CAST(0 AS bigint)) AS [Affected], COALESCE(SUM([m].[time_running_ms]), CAST(0 AS bigint)) AS [Time], MAX([m].[moved_at]) AS [MovedAt]
FROM [maintenance_task_partitions] AS [m]
WHERE [m].[run_id] IN (
    SELECT [i].[value]
    FROM OPENJSON(@ids) WITH ([value] bigint '$') AS [i]
)
GROUP BY [m].[run_id]

-- ==================== events

-- @p int
-- @runId bigint
-- @after bigint
SELECT TOP(@p) [m].[run_id], [m].[number], [m].[actor], [m].[at], [m].[epoch], [m].[from_status], [m].[kind], [m].[node], [m].[partition], [m].[text], [m].[to_status]
FROM [maintenance_task_events] AS [m]
WHERE [m].[run_id] = @runId AND [m].[number] > @after
ORDER BY [m].[number]

-- ==================== skipped items

-- @p int
-- @runId bigint
SELECT TOP(@p) [m].[item], [m].[reason], [m].[error_type], [m].[stack_trace]
FROM [maintenance_task_failed_items] AS [m]
WHERE [m].[run_id] = @runId
ORDER BY [m].[id]

