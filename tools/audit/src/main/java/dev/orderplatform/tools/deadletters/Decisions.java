package dev.orderplatform.tools.deadletters;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import java.util.HashSet;
import java.util.Set;

/** What was decided about dead letters so far. */
public final class Decisions {

    static final String TABLE = "t_dead_letter_decision";

    private final Set<Position> replayed = new HashSet<>();
    private final Set<Position> discarded = new HashSet<>();

    private Decisions() {}

    /** Reads them from the database {@code control}; there are none while nobody decided anything. */
    public static Decisions read(ReadOnlyDatabase control) {
        var decisions = new Decisions();
        if (control.hasTable(TABLE)) {
            control.each(
                    "SELECT region, topic, partition, \"offset\", decision = 'DISCARDED' FROM " + TABLE,
                    row -> (row.getBoolean(5) ? decisions.discarded : decisions.replayed)
                            .add(new Position(row.getString(1), row.getString(2), row.getInt(3), row.getLong(4))));
        }
        return decisions;
    }

    public boolean cover(DeadLetter letter) {
        return replayed.contains(letter.position()) || discarded(letter);
    }

    /** Whether somebody decided to do without its effect. */
    public boolean discarded(DeadLetter letter) {
        return discarded.contains(letter.position());
    }
}
