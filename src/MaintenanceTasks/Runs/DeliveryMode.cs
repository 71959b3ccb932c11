namespace MaintenanceTasks;

/// <summary>What a crash can do to the effects of a task.</summary>
public enum DeliveryMode
{
    /// <summary>Effects, cursor and ticks commit in one transaction: exactly once in that database, through <c>kill -9</c>.</summary>
    Transactional,

    /// <summary>The cursor is written at most every checkpoint interval: a crash repeats what was done since.</summary>
    AtLeastOnce,

    /// <summary>The cursor is written after each item: a crash repeats at most the item in hand.</summary>
    PerItem,

    /// <summary>
    /// Effects and a row with the cursor commit in one transaction of another database than that of the runs, and the run follows: exactly
    /// once although the databases differ, through <c>kill -9</c>.
    /// </summary>
    ProgressRow,
}
