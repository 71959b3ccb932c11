-- ==================== the keys of a batch of ByLong, within a partition

-- @Value2 int
-- @Value bigint
-- @Value1 bigint
SELECT TOP(@Value2) [b].[Id]
FROM [ByLong] AS [b]
WHERE [b].[Id] > @Value AND [b].[Id] <= @Value1 AND [b].[Seen] = CAST(0 AS bit)
ORDER BY [b].[Id]

-- ==================== an update of a batch of ByLong

-- @p bit
-- @Value bigint
-- @Value1 bigint
-- @Value2 bigint
UPDATE [b]
SET [b].[Seen] = @p
FROM [ByLong] AS [b]
WHERE [b].[Id] > @Value AND [b].[Id] <= @Value1 AND [b].[Id] <= @Value2 AND [b].[Seen] = CAST(0 AS bit)

-- ==================== where a part of ByLong ends

-- @Value bigint
-- @Value1 bigint
-- @p int
SELECT [b].[Id]
FROM [ByLong] AS [b]
WHERE [b].[Id] > @Value AND [b].[Id] <= @Value1 AND [b].[Seen] = CAST(0 AS bit)
ORDER BY [b].[Id]
OFFSET @p ROWS FETCH NEXT 1 ROWS ONLY

-- ==================== what is left of ByLong, at most

-- @p int
-- @Value bigint
-- @Value1 bigint
SELECT COUNT_BIG(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [ByLong] AS [b]
    WHERE [b].[Id] > @Value AND [b].[Id] <= @Value1 AND [b].[Seen] = CAST(0 AS bit)
) AS [b0]

-- ==================== the keys of a batch of ByTwo, within a partition

-- @Value7 int
-- @Value int
-- @Value1 int
-- @Value2 int
-- @Value6 int
SELECT TOP(@Value7) [b].[Tenant], [b].[Id]
FROM [ByTwo] AS [b]
WHERE [b].[Tenant] = @Value AND [b].[Id] > @Value1 AND [b].[Tenant] <= @Value2 AND ([b].[Tenant] < @Value2 OR ([b].[Tenant] <= @Value2 AND ([b].[Tenant] <> @Value2 OR [b].[Id] <= @Value6))) AND [b].[Seen] = CAST(0 AS bit)
ORDER BY [b].[Id]

-- @Value6 int
-- @Value int
-- @Value1 int
-- @Value5 int
SELECT TOP(@Value6) [b].[Tenant], [b].[Id]
FROM [ByTwo] AS [b]
WHERE [b].[Tenant] > @Value AND [b].[Tenant] <= @Value1 AND ([b].[Tenant] < @Value1 OR ([b].[Tenant] <= @Value1 AND ([b].[Tenant] <> @Value1 OR [b].[Id] <= @Value5))) AND [b].[Seen] = CAST(0 AS bit)
ORDER BY [b].[Tenant], [b].[Id]

-- ==================== an update of a batch of ByTwo

-- @p bit
-- @Value int
-- @Value3 int
-- @Value4 int
-- @Value8 int
-- @Value9 int
-- @Value13 int
UPDATE [b]
SET [b].[Seen] = @p
FROM [ByTwo] AS [b]
WHERE [b].[Tenant] >= @Value AND ([b].[Tenant] > @Value OR ([b].[Tenant] = @Value AND [b].[Id] > @Value3)) AND [b].[Tenant] <= @Value4 AND ([b].[Tenant] < @Value4 OR ([b].[Tenant] <= @Value4 AND ([b].[Tenant] <> @Value4 OR [b].[Id] <= @Value8))) AND [b].[Tenant] <= @Value9 AND ([b].[Tenant] < @Value9 OR ([b].[Tenant] <= @Value9 AND ([b].[Tenant] <> @Value9 OR [b].[Id] <= @Value13))) AND [b].[Seen] = CAST(0 AS bit)

-- ==================== where a part of ByTwo ends

-- @Value int
-- @Value1 int
-- @Value2 int
-- @Value6 int
-- @p int
SELECT [b].[Tenant], [b].[Id]
FROM [ByTwo] AS [b]
WHERE [b].[Tenant] = @Value AND [b].[Id] > @Value1 AND [b].[Tenant] <= @Value2 AND ([b].[Tenant] < @Value2 OR ([b].[Tenant] <= @Value2 AND ([b].[Tenant] <> @Value2 OR [b].[Id] <= @Value6))) AND [b].[Seen] = CAST(0 AS bit)
ORDER BY [b].[Id]
OFFSET @p ROWS FETCH NEXT 1 ROWS ONLY

-- @Value int
-- @Value1 int
-- @Value2 int
-- @Value6 int
SELECT COUNT(*)
FROM [ByTwo] AS [b]
WHERE [b].[Tenant] = @Value AND [b].[Id] > @Value1 AND [b].[Tenant] <= @Value2 AND ([b].[Tenant] < @Value2 OR ([b].[Tenant] <= @Value2 AND ([b].[Tenant] <> @Value2 OR [b].[Id] <= @Value6))) AND [b].[Seen] = CAST(0 AS bit)

-- @Value int
-- @Value1 int
-- @Value5 int
-- @p int
SELECT [b].[Tenant], [b].[Id]
FROM [ByTwo] AS [b]
WHERE [b].[Tenant] > @Value AND [b].[Tenant] <= @Value1 AND ([b].[Tenant] < @Value1 OR ([b].[Tenant] <= @Value1 AND ([b].[Tenant] <> @Value1 OR [b].[Id] <= @Value5))) AND [b].[Seen] = CAST(0 AS bit)
ORDER BY [b].[Tenant], [b].[Id]
OFFSET @p ROWS FETCH NEXT 1 ROWS ONLY

-- ==================== what is left of ByTwo, at most

-- @p int
-- @Value int
-- @Value1 int
-- @Value2 int
-- @Value6 int
SELECT COUNT_BIG(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [ByTwo] AS [b]
    WHERE [b].[Tenant] = @Value AND [b].[Id] > @Value1 AND [b].[Tenant] <= @Value2 AND ([b].[Tenant] < @Value2 OR ([b].[Tenant] <= @Value2 AND ([b].[Tenant] <> @Value2 OR [b].[Id] <= @Value6))) AND [b].[Seen] = CAST(0 AS bit)
) AS [b0]

-- @p int
-- @Value int
-- @Value1 int
-- @Value5 int
SELECT COUNT_BIG(*)
FROM (
    SELECT TOP(@p) 1 AS empty
    FROM [ByTwo] AS [b]
    WHERE [b].[Tenant] > @Value AND [b].[Tenant] <= @Value1 AND ([b].[Tenant] < @Value1 OR ([b].[Tenant] <= @Value1 AND ([b].[Tenant] <> @Value1 OR [b].[Id] <= @Value5))) AND [b].[Seen] = CAST(0 AS bit)
) AS [b0]

