-- ==================== a page of Item

-- @Value1 int
-- @Value int
SELECT TOP(@Value1) [i].[Id], [i].[ChangedBy], [i].[Code], [i].[Name], [i].[Revision], [i].[Version]
FROM [Items] AS [i]
WHERE [i].[Id] > @Value
ORDER BY [i].[Id]

-- ==================== a page of ByLong

-- @Value1 int
-- @Value bigint
SELECT TOP(@Value1) [b].[Id], [b].[Seen]
FROM [ByLong] AS [b]
WHERE [b].[Id] > @Value
ORDER BY [b].[Id]

-- ==================== a page of ByGuid

-- @Value1 int
-- @Value uniqueidentifier
SELECT TOP(@Value1) [b].[Id], [b].[Seen]
FROM [ByGuid] AS [b]
WHERE [b].[Id] > @Value
ORDER BY [b].[Id]

-- ==================== a page of ByString

-- @Value1 int
-- @Value nvarchar(450)
SELECT TOP(@Value1) [b].[Id], [b].[Seen]
FROM [ByString] AS [b]
WHERE [b].[Id] > @Value
ORDER BY [b].[Id]

-- ==================== a page of ByDate

-- @Value1 int
-- @Value datetime2
SELECT TOP(@Value1) [b].[Id], [b].[Seen]
FROM [ByDate] AS [b]
WHERE [b].[Id] > @Value
ORDER BY [b].[Id]

-- ==================== a page of ByEnum

-- @Value1 int
-- @Value nvarchar(450)
SELECT TOP(@Value1) [b].[Id], [b].[Seen]
FROM [ByEnum] AS [b]
WHERE [b].[Id] > @Value
ORDER BY [b].[Id]

-- ==================== a page of ByStruct

-- @Value1 int
-- @Value bigint
SELECT TOP(@Value1) [b].[Id], [b].[Seen]
FROM [ByStruct] AS [b]
WHERE [b].[Id] > @Value
ORDER BY [b].[Id]

-- ==================== a page of ByTwo

-- @Value2 int
-- @Value int
-- @Value1 int
SELECT TOP(@Value2) [b].[Tenant], [b].[Id], [b].[Seen]
FROM [ByTwo] AS [b]
WHERE [b].[Tenant] = @Value AND [b].[Id] > @Value1
ORDER BY [b].[Id]

-- @Value1 int
-- @Value int
SELECT TOP(@Value1) [b].[Tenant], [b].[Id], [b].[Seen]
FROM [ByTwo] AS [b]
WHERE [b].[Tenant] > @Value
ORDER BY [b].[Tenant], [b].[Id]

-- ==================== a page of ByThree

-- @Value3 int
-- @Value nvarchar(450)
-- @Value1 int
-- @Value2 uniqueidentifier
SELECT TOP(@Value3) [b].[Region], [b].[Tenant], [b].[Id], [b].[Seen]
FROM [ByThree] AS [b]
WHERE [b].[Region] = @Value AND [b].[Tenant] = @Value1 AND [b].[Id] > @Value2
ORDER BY [b].[Id]

-- @Value2 int
-- @Value nvarchar(450)
-- @Value1 int
SELECT TOP(@Value2) [b].[Region], [b].[Tenant], [b].[Id], [b].[Seen]
FROM [ByThree] AS [b]
WHERE [b].[Region] = @Value AND [b].[Tenant] > @Value1
ORDER BY [b].[Tenant], [b].[Id]

-- @Value1 int
-- @Value nvarchar(450)
SELECT TOP(@Value1) [b].[Region], [b].[Tenant], [b].[Id], [b].[Seen]
FROM [ByThree] AS [b]
WHERE [b].[Region] > @Value
ORDER BY [b].[Region], [b].[Tenant], [b].[Id]

