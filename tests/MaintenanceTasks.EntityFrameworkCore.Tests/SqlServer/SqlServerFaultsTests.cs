using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace MaintenanceTasks.EntityFrameworkCore.Tests.SqlServer;

/// <summary>What the errors of SQL Server mean, as its driver raises them.</summary>
public sealed class SqlServerFaultsTests
{
    [Theory]
    [InlineData(1205, 13)]
    [InlineData(-2, 11)]
    [InlineData(1222, 16)]
    [InlineData(3960, 16)]
    [InlineData(40613, 17)]
    [InlineData(596, 21)]
    public void Deadlocks_time_outs_and_broken_connections_pass(int number, byte severity)
    {
        var fault = Raise(number, severity);
        Assert.True(DatabaseFaults.IsTransient(fault));
        Assert.True(DatabaseFaults.IsTransient(new DbUpdateException("wrapped", fault)));
        Assert.False(DatabaseFaults.IsUniqueViolation(fault));
    }

    [Theory]
    [InlineData(2627)]
    [InlineData(2601)]
    public void A_key_that_somebody_has_already_is_known_in_every_language(int number)
    {
        var fault = Raise(number, 14);
        Assert.True(DatabaseFaults.IsUniqueViolation(new DbUpdateException("wrapped", fault)));
        Assert.False(DatabaseFaults.IsTransient(fault));
    }

    [Theory]
    [InlineData(208, "AddMaintenanceTasks()")]
    [InlineData(207, "AddMaintenanceTasks()")]
    [InlineData(3906, "read-only")]
    [InlineData(18456, "does not answer")]
    public void A_wrong_database_is_said(int number, string words)
    {
        var fault = Raise(number, 14);
        Assert.False(DatabaseFaults.IsTransient(fault));
        Assert.Contains(words, DatabaseFaults.Describe(fault, typeof(ShopContext))!.Message, StringComparison.Ordinal);
    }

    // The driver makes its errors from what the server sent, by itself only.
    private static SqlException Raise(int number, byte severity)
    {
        const BindingFlags own = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var make = typeof(SqlError).GetConstructors(own).MinBy(found => found.GetParameters().Length)!;
        var error = make.Invoke([.. make.GetParameters().Select(parameter => parameter.Name switch
        {
            "infoNumber" => number,
            "errorClass" => severity,
            _ when parameter.ParameterType == typeof(string) => "text in the language of the server",
            _ => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null,
        })]);
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", own)!.Invoke(errors, [error]);
        var raised = (SqlException)typeof(SqlException).GetMethod("CreateException", own, [typeof(SqlErrorCollection), typeof(string)])!.Invoke(null, [errors, "16"])!;
        Assert.Equal((number, severity), (raised.Number, raised.Class));
        return raised;
    }
}
