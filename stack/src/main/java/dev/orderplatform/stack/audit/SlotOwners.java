package dev.orderplatform.stack.audit;

import java.util.HashMap;
import java.util.Map;

/**
 * A slot has one writer an epoch: orders of the same slot and epoch name the same region, the one that the region map
 * gives the slot to where that is its epoch.
 */
final class SlotOwners implements Invariant {

    private record Ownership(int slot, long epoch) {}

    @Override
    public int id() {
        return 8;
    }

    @Override
    public String title() {
        return "at most one region writes a slot in an epoch";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        Map<Ownership, String> owners = new HashMap<>();
        if (evidence.control().hasTable("t_slot")) {
            evidence.control()
                    .each(
                            "SELECT slot, epoch, region FROM t_slot",
                            row -> owners.put(new Ownership(row.getInt(1), row.getLong(2)), row.getString(3)));
        }
        for (var region : evidence.regions()) {
            region.eachTable(
                    "SELECT DISTINCT ((order_id >> 12) & 1023)::int, epoch, region FROM t_order_{n}", (_, row) -> {
                        var ownership = new Ownership(row.getInt(1), row.getLong(2));
                        var writer = row.getString(3);
                        var first = owners.putIfAbsent(ownership, writer);
                        if (first != null && !first.equals(writer)) {
                            findings.breach("slot %d, epoch %d: written by %s and %s"
                                    .formatted(ownership.slot, ownership.epoch, first, writer));
                        }
                    });
        }
        findings.checked(owners.size());
    }
}
