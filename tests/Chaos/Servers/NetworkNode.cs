namespace Chaos.Servers;

/// <summary>A machine on a private network.</summary>
/// <param name="Name">Its network namespace.</param>
/// <param name="Address">Its address.</param>
/// <param name="Link">The far end of its cable.</param>
internal sealed record NetworkNode(string Name, string Address, string Link)
{
    /// <summary>What stands before a command that is to run there.</summary>
    public string[] Launcher => ["ip", "netns", "exec", Name];

    /// <summary>Pulls the cable: nothing arrives any more, and nobody is told.</summary>
    public void Cut() => PrivateNetwork.Ip("link", "set", Link, "down");

    public void Mend() => PrivateNetwork.Ip("link", "set", Link, "up");
}
