package dev.orderplatform.tools.audit;

import dev.orderplatform.runtime.databases.ReadOnlyDatabase;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.ledger.LedgerEntry;
import dev.orderplatform.tools.ledger.LedgerReader;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What payment provider and carrier have recorded. Each ledger is read once, when it is first needed. */
final class Ledgers {

    static final String PROVIDER = "payment-provider";
    static final String CARRIER = "carrier";

    private final Evidence evidence;
    private final Instant recently;
    private @Nullable ProviderLedger provider;
    private @Nullable CarrierLedger carrier;

    /** @param recently what happened outside after this time may not have reached the platform */
    Ledgers(Evidence evidence, Instant recently) {
        this.evidence = evidence;
        this.recently = recently;
    }

    /** Whether the platform may not know yet what happened at a time. */
    boolean isRecent(Instant time) {
        return time.isAfter(recently);
    }

    ProviderLedger provider() {
        var ledger = provider;
        if (ledger == null) {
            ledger = new ProviderLedger(new HeldCallbacks(evidence).payments(), recently);
            read(PROVIDER, evidence.regions().stream().map(evidence::payments), "t_payment", ledger::accept);
            ledger.addHeld();
            provider = ledger;
        }
        return ledger;
    }

    CarrierLedger carrier() {
        var ledger = carrier;
        if (ledger == null) {
            ledger = new CarrierLedger(new HeldCallbacks(evidence).parcels(), recently);
            read(CARRIER, evidence.regions().stream().map(evidence::logistics), "t_parcel", ledger::accept);
            carrier = ledger;
        }
        return ledger;
    }

    private void read(String name, Stream<ReadOnlyDatabase> databases, String table, Consumer<LedgerEntry> entries) {
        var simulator = evidence.simulator(name);
        if (simulator.isEmpty()) {
            requireEmpty(name, databases, table);
            return;
        }
        try (var reader = new LedgerReader(simulator.get())) {
            if (evidence.isHeld(name)) {
                reader.eachInFile(entries);
            } else {
                reader.each(entries);
            }
        }
    }

    // A real provider or carrier has no ledger that the auditor could read.
    private static void requireEmpty(String name, Stream<ReadOnlyDatabase> databases, String table) {
        var first = "SELECT count(*) FROM (SELECT FROM " + table + " LIMIT 1) AS found";
        if (databases.anyMatch(database -> database.number(first) > 0)) {
            throw new PlatformException(
                    "Cannot check %s: this platform has no %s with whose ledger it could be compared"
                            .formatted(table, name));
        }
    }
}
