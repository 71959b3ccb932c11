using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MaintenanceTasks.EntityFrameworkCore.Tests;

/// <summary>Stands between an application and a server on this machine, and can swallow what is sent, or break every connection.</summary>
internal sealed class LoopbackProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _sockets = new();
    private readonly ConcurrentBag<Task> _pumps = [];
    private readonly Task _accepting;
    private volatile TaskCompletionSource _flowing = Open();
    private int _connections;

    /// <param name="host">The server's name or address.</param>
    /// <param name="port">Its port.</param>
    public LoopbackProxy(string host, int port)
    {
        _listener.Start();
        _accepting = AcceptAsync(host, port);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections made through it so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>From now on nothing arrives on either side, and nobody is told: a cable that is pulled.</summary>
    public void Stall() => _flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held back arrives, and all that follows.</summary>
    public void Flow() => _flowing.TrySetResult();

    /// <summary>Breaks every connection there is, with a reset; new ones are taken.</summary>
    public void Reset()
    {
        foreach (var socket in _sockets.Keys)
        {
            // Without time to linger it is a reset.
            socket.Client?.Close(timeout: 0);
            socket.Close();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        Reset();
        Flow();
        await _accepting;
        await Task.WhenAll(_pumps);
        _ended.Dispose();
    }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private async Task AcceptAsync(string host, int port)
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_ended.Token);
                var server = new TcpClient();
                (_sockets[client], _sockets[server]) = (true, true);
                await server.ConnectAsync(host, port, _ended.Token);
                Interlocked.Increment(ref _connections);
                _pumps.Add(PumpAsync(client, server));
                _pumps.Add(PumpAsync(server, client));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The end, or a connection that was given up while it was made.
            }
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var read)
            {
                await _flowing.Task;
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Broken by one side or by the test: the other side hears of it below.
        }

        foreach (var socket in (TcpClient[])[from, to])
        {
            _sockets.TryRemove(socket, out _);
            socket.Close();
        }
    }
}
