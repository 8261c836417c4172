package dev.orderplatform.tools.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/** A slot has one writer an epoch: the region to which the control database granted the two. */
final class SlotOwners implements Invariant {

    /** Creations and transitions. Entries of the history that lack region and epoch have those of the creation. */
    private static final String WRITES = """
        SELECT ((order_id >> 12) & 1023)::int AS slot, epoch, region FROM t_order_{n}
        UNION
        SELECT ((order_id >> 12) & 1023)::int, (change ->> 'epoch')::bigint, change ->> 'region'
        FROM t_order_{n}, jsonb_array_elements(history) AS change WHERE change -> 'epoch' IS NOT NULL
        """;

    private record Epoch(int slot, long number) {}

    private record Write(Epoch epoch, String region) {}

    @Override
    public int id() {
        return 8;
    }

    @Override
    public String title() {
        return "a region writes a slot in epochs that it was granted only";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        Map<Epoch, String> grants = new HashMap<>();
        evidence.control()
                .each(
                        "SELECT slot, epoch, region FROM t_slot_grant",
                        row -> grants.put(new Epoch(row.getInt(1), row.getLong(2)), row.getString(3)));
        var writes = new HashSet<Write>();
        for (var region : evidence.regions()) {
            region.eachTable(
                    WRITES,
                    (_, row) -> writes.add(new Write(new Epoch(row.getInt(1), row.getLong(2)), row.getString(3))));
        }
        findings.checked(writes.size());
        for (var write : writes) {
            var owner = grants.get(write.epoch);
            if (!write.region.equals(owner)) {
                findings.breach("slot %d, epoch %d: written by %s, granted to %s"
                        .formatted(
                                write.epoch.slot, write.epoch.number, write.region, owner == null ? "nobody" : owner));
            }
        }
    }
}
