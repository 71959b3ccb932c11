using System.Runtime.InteropServices;

namespace MaintenanceTasks.Cli.Tests;

public sealed class StopSignalTests
{
    [Theory]
    [InlineData(PosixSignal.SIGINT, 130)]
    [InlineData(PosixSignal.SIGTERM, 143)]
    [InlineData(PosixSignal.SIGHUP, 129)]
    public void The_first_signal_asks_to_stop_and_decides_the_exit_code(PosixSignal signal, int code)
    {
        using var stop = new StopSignal(_ => Assert.Fail("ended at once"));

        stop.Receive(signal);

        Assert.True(stop.Token.IsCancellationRequested);
        Assert.Equal(code, stop.Code);
    }

    [Fact]
    public void A_second_signal_ends_the_process_at_once()
    {
        var ended = 0;
        using var stop = new StopSignal(code => ended = code);

        stop.Receive(PosixSignal.SIGTERM);
        stop.Receive(PosixSignal.SIGINT);

        Assert.Equal(130, ended);
        Assert.Equal(143, stop.Code);
    }
}
