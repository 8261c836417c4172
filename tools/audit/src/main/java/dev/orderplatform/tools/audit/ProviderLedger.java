package dev.orderplatform.tools.audit;

import dev.orderplatform.tools.ledger.LedgerEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the payment provider holds of each payment, captured − refunded, and when it had faults. */
final class ProviderLedger {

    /** In minor units, by currency. A balance of zero is absent. */
    private final Map<String, PartMap> balances = new TreeMap<>();

    private final Set<PartId> recent = new HashSet<>();
    private final FaultTimes faults = new FaultTimes();
    private final HeldPayments held;
    private final Instant recently;

    /**
     * @param held what counts unless the ledger has it as well
     * @param recently what the provider did after this time may not have reached the platform
     */
    ProviderLedger(HeldPayments held, Instant recently) {
        this.held = held;
        this.recently = recently;
    }

    void accept(LedgerEntry entry) {
        switch (entry.type()) {
            case "intent.captured" -> accept(entry, entry.text("paymentId"), 1);
            case "refund.succeeded" -> accept(entry, entry.text("refundId"), -1);
            default -> faults.accept(entry);
        }
    }

    private void accept(LedgerEntry entry, String id, int sign) {
        held.inLedger(id);
        // Another id is not of this platform.
        PartId.parse(entry.text("paymentId")).ifPresent(payment -> {
            add(new Movement(payment, sign * entry.number("amountMinor"), entry.text("currency")));
            if (entry.at().isAfter(recently)) {
                recent.add(payment);
            }
        });
    }

    /** Adds what the ledger does not have. Call it once, after the last entry. */
    void addHeld() {
        held.movements().forEach(this::add);
    }

    private void add(Movement movement) {
        balances.computeIfAbsent(movement.currency(), _ -> new PartMap())
                .add(movement.payment(), movement.amountMinor());
    }

    FaultTimes faults() {
        return faults;
    }

    /** Whether the provider has moved money of a payment so recently that the platform may not know it. */
    boolean isRecent(PartId payment) {
        return recent.contains(payment);
    }

    void forEach(Consumer<Movement> reader) {
        balances.forEach((currency, payments) ->
                payments.forEach((payment, balance) -> reader.accept(new Movement(payment, balance, currency))));
    }

    /** Removes and returns the balances of an order's payments. */
    List<Movement> take(long orderId) {
        var taken = new ArrayList<Movement>();
        balances.forEach((currency, payments) ->
                payments.takeAllOf(orderId, (payment, balance) -> taken.add(new Movement(payment, balance, currency))));
        return taken;
    }
}
