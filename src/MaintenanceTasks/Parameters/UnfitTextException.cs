namespace MaintenanceTasks;

/// <summary>A text that does not fit a parameter, with words of its own about it.</summary>
internal sealed class UnfitTextException(string message) : FormatException(message);
