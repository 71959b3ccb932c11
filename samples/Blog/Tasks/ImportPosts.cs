using System.ComponentModel;
using System.Data.Common;
using Blog.Data;
using MaintenanceTasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Blog.Tasks;

/// <summary>
/// A file, a thousand rows at a time: they are inserted by one statement inside the transaction that keeps the position in the file.
/// <c>Db.Posts.Add</c> would do as well, and take several times as long.
/// </summary>
[InTransaction]
[Description("Adds the posts of a CSV file with the columns Number, Title, Body, Author and Created.")]
public sealed class ImportPosts : CsvBatchTask<BlogContext, PostRow>
{
    private const string Insert =
        """
        INSERT INTO "Posts" ("Title", "Body", "Revision", "CreatedAt", "Archived", "AuthorId", "Version")
        VALUES (@title, @body, 0, @created, FALSE, @author, 1)
        """;

    public override void Process(IReadOnlyList<PostRow> rows)
    {
        using var insert = Db.Database.GetDbConnection().CreateCommand();
        insert.Transaction = Db.Database.CurrentTransaction!.GetDbTransaction();
        insert.CommandText = Insert;
        var (title, body, created, author) = (Parameter(insert, "@title"), Parameter(insert, "@body"), Parameter(insert, "@created"), Parameter(insert, "@author"));
        foreach (var row in rows)
        {
            (title.Value, body.Value, author.Value) = (row.Title, row.Body, row.Author);
            created.Value = DateTime.SpecifyKind(row.Created, DateTimeKind.Utc);
            insert.ExecuteNonQuery();
        }
    }

    private static DbParameter Parameter(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
