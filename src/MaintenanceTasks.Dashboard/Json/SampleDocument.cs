using System.Text.Json.Serialization;

namespace MaintenanceTasks.Dashboard;

/// <summary>How far a run was at a moment, as JSON.</summary>
/// <param name="At">The moment.</param>
/// <param name="Ticks">Items done by then.</param>
/// <param name="Mark">What stopped the work at this moment, or null.</param>
internal sealed record SampleDocument(DateTime At, long Ticks, [property: JsonConverter(typeof(WordConverter<RunSampleMark>))] RunSampleMark? Mark)
{
    public static SampleDocument Of(RunSample sample) => new(Utc.Of(sample.At), sample.Ticks, sample.Mark);
}
