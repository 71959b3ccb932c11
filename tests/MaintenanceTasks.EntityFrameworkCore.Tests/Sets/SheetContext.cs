using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MaintenanceTasks.EntityFrameworkCore.Tests.Sets;

/// <summary>A context without overrides, whose table of sheets is mapped in one of many ways.</summary>
public sealed class SheetContext(DbContextOptions<SheetContext> options, SheetModel model) : DbContext(options)
{
    public SheetModel Mapping => model;

    internal static SheetContext On(TestDatabase database, SheetModel model)
    {
        var options = new DbContextOptionsBuilder<SheetContext>();
        database.Configure(options);
        return new SheetContext(options.Options, model);
    }

    public DbSet<Sheet> Sheets => Set<Sheet>();

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.ReplaceService<IModelCacheKeyFactory, CacheKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        if (model.Has(SheetTrait.Runs)) modelBuilder.AddMaintenanceTasks();
        modelBuilder.Entity<Sheet>(sheet =>
        {
            sheet.ToTable(model.Table);
            sheet.Property(row => row.Id).ValueGeneratedNever();
            sheet.Property(row => row.Limited).HasMaxLength(12);
            sheet.Property(row => row.Money).HasPrecision(18, 2);
            if (model.Has(SheetTrait.Renamed)) sheet.Property(row => row.Number).HasColumnName("a \"number\"");
            if (model.Has(SheetTrait.Token)) sheet.Property(row => row.Number).IsConcurrencyToken();
            if (model.Has(SheetTrait.Converted)) sheet.Property(row => row.Text).HasConversion(text => text + "!", stored => stored.Substring(0, stored.Length - 1));
            if (model.Has(SheetTrait.CompositeKey)) sheet.HasKey(row => new { row.Id, row.Small });
            if (model.Has(SheetTrait.Indexed)) sheet.HasIndex(row => row.Maybe);
            if (model.Has(SheetTrait.Shadow)) sheet.Property<int?>("Hidden");
            if (model.Has(SheetTrait.Part)) sheet.OwnsOne(row => row.Part);
            else sheet.Ignore(row => row.Part);
            if (model.Has(SheetTrait.OnlyPlain)) sheet.Ignore(row => row.Day).Ignore(row => row.Bytes);
        });
    }

    private sealed class CacheKey : IModelCacheKeyFactory
    {
        public object Create(DbContext context, bool designTime) => (context.GetType(), (context as SheetContext)?.Mapping, designTime);
    }
}
