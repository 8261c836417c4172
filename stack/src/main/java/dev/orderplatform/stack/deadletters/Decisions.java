package dev.orderplatform.stack.deadletters;

import dev.orderplatform.stack.databases.ReadOnlyDatabase;
import java.util.HashSet;
import java.util.Set;

/** What was decided about dead letters so far. */
public final class Decisions {

    static final String TABLE = "t_dead_letter_decision";

    private final Set<Position> decided = new HashSet<>();
    private final Set<String> discardedEvents = new HashSet<>();

    private Decisions() {}

    /** Reads them from the database {@code control}; there are none while nobody decided anything. */
    public static Decisions read(ReadOnlyDatabase control) {
        var decisions = new Decisions();
        if (control.hasTable(TABLE)) {
            control.each(
                    "SELECT region, topic, partition, \"offset\" FROM " + TABLE,
                    row -> decisions.decided.add(
                            new Position(row.getString(1), row.getString(2), row.getInt(3), row.getLong(4))));
            control.each(
                    "SELECT event_id FROM " + TABLE + " WHERE decision = 'DISCARDED' AND event_id IS NOT NULL",
                    row -> decisions.discardedEvents.add(row.getString(1)));
        }
        return decisions;
    }

    public boolean cover(DeadLetter letter) {
        return decided.contains(letter.position());
    }

    /** Ids of events that somebody decided to do without. */
    public Set<String> discardedEvents() {
        return discardedEvents;
    }
}
