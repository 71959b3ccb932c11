using System.Globalization;

namespace Chaos;

/// <summary>Options of the form <c>--name number</c>.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, double> _values = [];

    public Options(IReadOnlyList<string> arguments)
    {
        for (var index = 0; index < arguments.Count; index += 2)
        {
            if (!arguments[index].StartsWith("--", StringComparison.Ordinal)) throw new FormatException($"Expected an option such as --posts, found '{arguments[index]}'.");
            var text = index + 1 < arguments.Count ? arguments[index + 1] : "nothing";
            _values[arguments[index][2..]] = double.TryParse(text, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new FormatException($"Expected a number after {arguments[index]}, found '{text}'.");
        }
    }

    public int Number(string name, int standard) => (int)_values.GetValueOrDefault(name, standard);

    public double Ratio(string name, double standard) => _values.GetValueOrDefault(name, standard);

    public TimeSpan Seconds(string name, double standard) => TimeSpan.FromSeconds(_values.GetValueOrDefault(name, standard));

    public TimeSpan Milliseconds(string name, double standard) => TimeSpan.FromMilliseconds(_values.GetValueOrDefault(name, standard));
}
