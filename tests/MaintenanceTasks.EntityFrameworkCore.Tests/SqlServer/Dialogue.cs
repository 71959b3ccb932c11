using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MaintenanceTasks.EntityFrameworkCore.Tests.SqlServer;

/// <summary>What the engine would say to SQL Server, under headings.</summary>
internal sealed class Dialogue : IAsyncDisposable
{
    private readonly StringBuilder _text = new();
    private readonly RecordingConnection _connection = new();
    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _scope;
    private int _written;

    public Dialogue()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<Ledger>();
        services.AddDbContext<ShopContext>(options => options.UseSqlServer(_connection).AmongManyModels());
        services.AddMaintenanceTasks().AddTask<RaiseRevisions>().UseEntityFrameworkCore<ShopContext>();
        _services = services.BuildServiceProvider();
        _scope = _services.CreateAsyncScope();
        Db = _scope.ServiceProvider.GetRequiredService<ShopContext>();
    }

    public ShopContext Db { get; }

    public IRunStore Store => _services.GetRequiredService<IRunStore>();

    public string Tables => _services.GetRequiredService<IStoreSchema>().CreateScript();

    public async Task SayAsync(string heading, Func<ShopContext, Task> act)
    {
        await act(Db);
        Assert.True(_connection.Sent.Count > _written, $"{heading}: nothing was sent");
        _text.Append("-- ").Append('=', 20).Append(' ').Append(heading).Append("\n\n");
        foreach (var sent in _connection.Sent.Skip(_written)) _text.Append(sent).Append("\n\n");
        _written = _connection.Sent.Count;
    }

    public override string ToString() => _text.ToString();

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
