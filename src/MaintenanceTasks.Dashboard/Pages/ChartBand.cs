using System.Globalization;

namespace MaintenanceTasks.Dashboard;

/// <summary>A time in which a run was stopped, as it is drawn.</summary>
/// <param name="Mark">What stopped it.</param>
/// <param name="Left">Where the band begins.</param>
/// <param name="Wide">How wide it is.</param>
/// <param name="From">When it was stopped, UTC.</param>
/// <param name="To">When it went on, UTC, or when it was looked at.</param>
internal sealed record ChartBand(RunSampleMark Mark, double Left, double Wide, DateTime From, DateTime To)
{
    public string Word => Mark switch
    {
        RunSampleMark.Held => "held",
        RunSampleMark.Paused => "paused",
        RunSampleMark.Errored => "errored",
        _ => "interrupted",
    };

    public string X => Left.ToString("0.#", CultureInfo.InvariantCulture);

    public string Width => Wide.ToString("0.#", CultureInfo.InvariantCulture);

    public string Title => $"{Word} for {Wording.Duration(To - From)}, from {Wording.Moment(From)} UTC";
}
