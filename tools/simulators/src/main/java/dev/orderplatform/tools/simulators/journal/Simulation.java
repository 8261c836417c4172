package dev.orderplatform.tools.simulators.journal;

import dev.orderplatform.tools.simulators.faults.Fault;
import dev.orderplatform.tools.simulators.http.Route;
import java.util.List;
import java.util.Set;

/** What a simulator simulates. All methods but {@link #routes} run in order, one at a time. */
public interface Simulation {

    /** The types of its entries, apart from those that all simulators have. */
    List<Class<? extends Entry>> entryTypes();

    /** The faults that it supports, apart from those that all simulators have. */
    Set<Fault> faults();

    /** Applies an entry, now or after a restart. */
    void apply(Entry entry);

    /** The next step of something that is due; empty if there is nothing to do any more. */
    List<Entry> settle(Due.Settlement due, Moment moment);

    List<Route> routes(Journal journal);
}
