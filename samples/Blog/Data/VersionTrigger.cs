namespace Blog.Data;

/// <summary>
/// Raises the version of a post that was changed by SQL or ExecuteUpdate. Changes saved by <see cref="BlogContext"/> raise it
/// themselves, which keeps the trigger out of the way of a backfill.
/// </summary>
internal static class VersionTrigger
{
    public const string Sqlite =
        """
        CREATE TRIGGER Posts_Version AFTER UPDATE ON Posts WHEN NEW.Version = OLD.Version
        BEGIN UPDATE Posts SET Version = Version + 1 WHERE Id = NEW.Id; END
        """;

    public const string PostgreSql =
        """
        CREATE FUNCTION raise_version() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW."Version" := OLD."Version" + 1; RETURN NEW; END $$;
        CREATE TRIGGER "Posts_Version" BEFORE UPDATE ON "Posts" FOR EACH ROW
        WHEN (NEW."Version" = OLD."Version") EXECUTE FUNCTION raise_version()
        """;
}
