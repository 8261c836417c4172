package dev.orderplatform.tools.simulators.journal;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/** One line of a ledger: what has happened. State and due work follow from the entries alone. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public interface Entry {

    Instant at();

    /** Work that is due because of it. */
    default List<Due> owes() {
        return List.of();
    }

    /** Keys of work that was due, and no longer is. */
    default List<String> settles() {
        return List.of();
    }
}
