using Blog.Data;

namespace Blog.Seeding;

/// <summary>Fills the database of the sample when it is not there. One that is there is left as it is.</summary>
internal static class BlogSeed
{
    public static void CreateIfMissing(string connectionString, int posts, ILogger logger)
    {
        if (BlogServers.IsPostgreSql(connectionString)) PostgreSqlSeed.CreateIfMissing(connectionString, posts, logger);
        else SqliteSeed.CreateIfMissing(connectionString, posts, logger);
    }
}
