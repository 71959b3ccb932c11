using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MaintenanceTasks.EntityFrameworkCore;

/// <summary>Maps the columns of one of our tables, each with everything a convention of the host could change.</summary>
internal sealed class ColumnBuilder<TRow>(EntityTypeBuilder<TRow> entity)
    where TRow : class
{
    private static readonly ValueConverter<DateTime, DateTime> Utc =
        new(value => value, value => DateTime.SpecifyKind(value, DateTimeKind.Utc));

    public PropertyBuilder<TValue> Plain<TValue>(Expression<Func<TRow, TValue>> property, string name) =>
        Column(property, name).HasConversion((ValueConverter?)null).IsRequired(Nullable.GetUnderlyingType(typeof(TValue)) is null);

    public void Time(Expression<Func<TRow, DateTime>> property, string name) =>
        Column(property, name).HasConversion(Utc).IsRequired();

    public void Time(Expression<Func<TRow, DateTime?>> property, string name) =>
        Column(property, name).HasConversion(Utc).IsRequired(false);

    /// <summary>Text of a bounded length, required.</summary>
    public void Text(Expression<Func<TRow, string>> property, string name, int length) =>
        Column(property, name).HasConversion((ValueConverter?)null).HasMaxLength(length).IsUnicode().IsRequired();

    /// <summary>Text of a bounded length, or null.</summary>
    public void OptionalText(Expression<Func<TRow, string?>> property, string name, int length) =>
        Column(property, name).HasConversion((ValueConverter?)null).HasMaxLength(length).IsUnicode().IsRequired(false);

    /// <summary>Text without a limit.</summary>
    public void LongText(Expression<Func<TRow, string?>> property, string name, bool required)
    {
        var column = Column(property, name).HasConversion((ValueConverter?)null).IsUnicode().IsRequired(required);
        column.Metadata.SetMaxLength(null);
    }

    /// <summary>An enum as its lower-case word.</summary>
    public void Word<TEnum>(Expression<Func<TRow, TEnum>> property, string name)
        where TEnum : struct, Enum =>
        Column(property, name).HasConversion(Words<TEnum>()).HasMaxLength(20).IsUnicode(false).IsRequired();

    /// <summary>An enum as its lower-case word, or null.</summary>
    public void OptionalWord<TEnum>(Expression<Func<TRow, TEnum?>> property, string name)
        where TEnum : struct, Enum =>
        Column(property, name).HasConversion(Words<TEnum>()).HasMaxLength(20).IsUnicode(false).IsRequired(false);

    // What a convention says of types, digits and collations would reach the column with the type of its property.
    private PropertyBuilder<TValue> Column<TValue>(Expression<Func<TRow, TValue>> property, string name)
    {
        var column = entity.Property(property).HasColumnName(name);
        column.Metadata.SetColumnType(null);
        column.Metadata.SetPrecision(null);
        column.Metadata.SetScale(null);
        column.Metadata.SetCollation(null);
        return column;
    }

    private static ValueConverter<TEnum, string> Words<TEnum>()
        where TEnum : struct, Enum =>
#pragma warning disable CA1308 // The stored words are lower case.
        new(value => value.ToString().ToLowerInvariant(), word => Enum.Parse<TEnum>(word, true));
#pragma warning restore CA1308
}
