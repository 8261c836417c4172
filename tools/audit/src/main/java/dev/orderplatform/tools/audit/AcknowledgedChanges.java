package dev.orderplatform.tools.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Each acknowledged cancel is in the order's history, each acknowledged transfer is confirmed in both regions, and each
 * acknowledged payment is there under its key.
 */
final class AcknowledgedChanges implements Invariant {

    // A cancelled order that was paid is refunded.
    private static final String CANCELLED = """
        SELECT order_id, status IN ('CANCELLED', 'REFUND_PENDING', 'REFUNDED')
               AND (history @> '[{"status":"CANCELLED"}]' OR history @> '[{"status":"REFUND_PENDING"}]') AS cancelled,
               status
        FROM t_order_{n} WHERE region = '{region}'
        """;
    private static final String TRANSFERS =
            """
            SELECT transfer_id::text, xid, to_region, created_at{kept} AS kept,
                   status = 'CONFIRMED' OR created_at{young} AS committed
            FROM t_transfer WHERE from_region = '{region}'
            """.replace("{kept}", TransferBranches.KEPT).replace("{young}", TransferBranches.YOUNG);

    private static final String PAYMENTS = """
        SELECT payment_id, idempotency_key, order_id FROM t_payment LEFT JOIN t_payment_key USING (order_id, number)
        """;

    /**
     * A transfer as stored by the source region.
     *
     * @param kept whether the target region must still have its fence row
     */
    private record Transfer(String id, String xid, String to, boolean kept) {}

    private final Acknowledgements acknowledgements;

    AcknowledgedChanges(Acknowledgements acknowledgements) {
        this.acknowledgements = acknowledgements;
    }

    @Override
    public int id() {
        return 12;
    }

    @Override
    public String title() {
        return "every acknowledged cancel, transfer and payment is there";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        checkCancels(evidence, findings);
        checkTransfers(evidence, findings);
        checkPayments(evidence, findings);
    }

    private void checkCancels(Evidence evidence, Findings findings) {
        var missing = new HashSet<>(acknowledgements.cancels());
        findings.checked(missing.size());
        if (missing.isEmpty()) {
            return;
        }
        for (var region : evidence.regions()) {
            region.eachTable(CANCELLED.replace("{region}", region.region().name()), (_, row) -> {
                var orderId = row.getLong("order_id");
                if (missing.remove(orderId) && !row.getBoolean("cancelled")) {
                    findings.breach(orderId + ": its cancel was acknowledged, and it is " + row.getString("status"));
                }
            });
        }
        missing.forEach(orderId -> findings.breach(orderId + ": its cancel was acknowledged, and it is not there"));
    }

    private void checkTransfers(Evidence evidence, Findings findings) {
        var missing = new HashSet<>(acknowledgements.transfers().keySet());
        findings.checked(missing.size());
        if (missing.isEmpty()) {
            return;
        }
        List<Transfer> sent = new ArrayList<>();
        for (var region : evidence.regions()) {
            region.inventory()
                    .each(TRANSFERS.replace("{region}", region.region().name()), row -> {
                        var id = row.getString("transfer_id");
                        if (missing.contains(id) && row.getBoolean("committed")) {
                            missing.remove(id);
                            sent.add(new Transfer(
                                    id, row.getString("xid"), row.getString("to_region"), row.getBoolean("kept")));
                        }
                    });
        }
        for (var region : evidence.regions()) {
            var name = region.region().name();
            var arrived = TransferBranches.committed(region.inventory());
            sent.stream()
                    .filter(transfer -> transfer.to.equals(name) && transfer.kept && !arrived.contains(transfer.xid))
                    .forEach(transfer -> findings.breach("transfer %s: acknowledged, and %s has not confirmed xid %s"
                            .formatted(transfer.id, name, transfer.xid)));
        }
        missing.forEach(id -> findings.breach("transfer %s: acknowledged with key %s, and not committed"
                .formatted(id, acknowledgements.transfers().get(id))));
    }

    private void checkPayments(Evidence evidence, Findings findings) {
        var missing = new HashMap<>(acknowledgements.payments());
        findings.checked(missing.size());
        if (missing.isEmpty()) {
            return;
        }
        for (var region : evidence.regions()) {
            evidence.payments(region).each(PAYMENTS, row -> {
                var id = row.getString(1);
                var key = Optional.ofNullable(missing.remove(id));
                // Retention deletes keys, but they never change.
                var stored = Optional.ofNullable(row.getString(2));
                if (key.isPresent() && stored.isPresent() && !key.equals(stored)) {
                    findings.breach("%d: payment %s was acknowledged with key %s, and is stored with %s"
                            .formatted(row.getLong(3), id, key.get(), stored.get()));
                }
            });
        }
        missing.forEach((id, key) -> findings.breach("%s: payment %s was acknowledged with key %s, and is not there"
                .formatted(id.split("-", 2)[0], id, key)));
    }
}
