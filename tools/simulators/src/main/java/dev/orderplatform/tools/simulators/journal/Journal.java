package dev.orderplatform.tools.simulators.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.tools.simulators.faults.Faults;
import dev.orderplatform.tools.simulators.journal.FaultEntry.FaultsEnded;
import dev.orderplatform.tools.simulators.journal.FaultEntry.FaultsStarted;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Decides one request after the other, records the outcome in the ledger and applies it to the state. Nothing leaves
 * before it is on disk: neither answers, refusals among them, nor callbacks.
 */
public final class Journal implements AutoCloseable {
    private final ObjectMapper json;
    private final Consumer<Entry> state;
    private final InstantSource clock;
    private final Map<String, Due> owed = new LinkedHashMap<>();
    private final Ledger ledger;
    private Faults faults = Faults.NONE;
    private Instant faultsFrom = Instant.EPOCH;
    private Consumer<Due> schedule = _ -> {};

    /**
     * Opens the ledger and rebuilds the state.
     *
     * @param json knows all types of entries
     * @param state applies an entry; must not refuse it
     */
    public Journal(Path ledger, ObjectMapper json, Consumer<Entry> state, InstantSource clock) {
        this.json = json;
        this.state = state;
        this.clock = clock;
        this.ledger = Ledger.open(ledger, line -> apply(parse(line)));
    }

    private Entry parse(String line) {
        try {
            return json.readValue(line, Entry.class);
        } catch (JsonProcessingException e) {
            throw new LedgerException("The ledger has a line that is not an entry: " + line, e);
        }
    }

    /** Passes all work that is due now, and any that becomes due later. */
    public synchronized void start(Consumer<Due> schedule) {
        this.schedule = schedule;
        List.copyOf(owed.values()).forEach(schedule);
    }

    /** Decides, records and answers. */
    public <A> A decide(Function<Moment, Decision<A>> decide) {
        try {
            return decideInOrder(decide);
        } finally {
            ledger.awaitDurable(ledger.last());
        }
    }

    private synchronized <A> A decideInOrder(Function<Moment, Decision<A>> decide) {
        var decision = decide.apply(new Moment(now(), faults, owed.size()));
        record(decision.entries());
        return decision.answer().get();
    }

    /** Records the outcome of due work without waiting for the disk: if a crash loses the entry, the work is repeated. */
    public synchronized void note(Function<Moment, ? extends Entry> entry) {
        record(List.of(entry.apply(new Moment(now(), faults, owed.size()))));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void record(Collection<? extends Entry> entries) {
        for (Entry entry : entries) {
            ledger.append(write(entry));
            apply(entry);
            entry.owes().forEach(schedule);
        }
    }

    private String write(Entry entry) {
        try {
            return json.writerFor(Entry.class).writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void apply(Entry entry) {
        switch (entry) {
            case FaultsStarted started -> {
                faults = started.faults();
                faultsFrom = started.at();
            }
            case FaultsEnded _ -> faults = Faults.NONE;
            case CallbackEntry _ -> {}
            default -> state.accept(entry);
        }
        entry.settles().forEach(owed::remove);
        entry.owes().forEach(due -> owed.put(due.key(), due));
    }

    /** Replaces the active faults; {@link Faults#NONE} ends them. */
    public Faults activate(Faults next) {
        return decide(moment -> {
            var entries = new ArrayList<Entry>();
            if (!faults.equals(Faults.NONE)) {
                entries.add(new FaultsEnded(moment.now(), faultsFrom, faults));
            }
            if (!next.equals(Faults.NONE)) {
                entries.add(new FaultsStarted(moment.now(), next));
            }
            return new Decision<>(entries, () -> next);
        });
    }

    public synchronized Faults faults() {
        return faults;
    }

    public synchronized boolean owes(Due due) {
        return due.equals(owed.get(due.key()));
    }

    /** How many steps and callbacks are due. */
    public synchronized int owed() {
        return owed.size();
    }

    public boolean isIntact() {
        return ledger.isIntact();
    }

    /** Entries as JSON, those after the given number. */
    public List<String> read(long after, int limit) {
        ledger.awaitDurable(ledger.last());
        return ledger.read(after, limit);
    }

    @Override
    public synchronized void close() {
        ledger.close();
    }
}
