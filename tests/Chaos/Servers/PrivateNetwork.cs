using System.Globalization;
using System.Runtime.InteropServices;

namespace Chaos.Servers;

/// <summary>
/// Network namespaces of this machine on a bridge that nothing else is on: machines whose cable can be pulled, so that packets vanish
/// without an answer. Needs root and <c>ip</c>.
/// </summary>
internal sealed class PrivateNetwork : IDisposable
{
    private readonly string _prefix = string.Create(CultureInfo.InvariantCulture, $"mt{Environment.ProcessId % 1_000_000}");
    private readonly string _net = string.Create(CultureInfo.InvariantCulture, $"10.231.{Environment.ProcessId % 256}");
    private readonly PosixSignalRegistration[] _signals;
    private bool _disposed;

    public PrivateNetwork(int nodes)
    {
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Dispose()), PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Dispose())];
        Ip("link", "add", Bridge, "type", "bridge");
        Ip("address", "add", $"{Server}/24", "dev", Bridge);
        Ip("link", "set", Bridge, "up");
        Nodes = [.. Enumerable.Range(1, nodes).Select(Add)];
    }

    /// <summary>The address of this side, where servers listen.</summary>
    public string Server => $"{_net}.1";

    /// <summary>All addresses of the network.</summary>
    public string Subnet => $"{_net}.0/24";

    public IReadOnlyList<NetworkNode> Nodes { get; }

    private string Bridge => $"{_prefix}b";

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        foreach (var signal in _signals) signal.Dispose();

        // Its end of a cable goes with a namespace, and takes the other end along.
        foreach (var node in Nodes) Ip("netns", "delete", node.Name);
        Ip("link", "delete", Bridge);
    }

    internal static void Ip(params string[] arguments) => ServerProgram.Run(["ip", .. arguments]);

    private NetworkNode Add(int number)
    {
        var node = new NetworkNode($"{_prefix}n{number}", $"{_net}.{number + 1}", $"{_prefix}v{number}");
        Ip("netns", "add", node.Name);
        Ip("link", "add", node.Link, "type", "veth", "peer", "name", "eth0", "netns", node.Name);
        Ip("link", "set", node.Link, "master", Bridge);
        Ip("link", "set", node.Link, "up");
        Ip("-n", node.Name, "address", "add", $"{node.Address}/24", "dev", "eth0");
        Ip("-n", node.Name, "link", "set", "eth0", "up");
        Ip("-n", node.Name, "link", "set", "lo", "up");
        return node;
    }

    private void OnExit(object? sender, EventArgs e) => Dispose();
}
