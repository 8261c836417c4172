package dev.orderplatform.tools.audit;

/** One order an idempotency key. A user's orders all lie in one table, or break invariant 1. */
final class IdempotencyKeys implements Invariant {

    @Override
    public int id() {
        return 6;
    }

    @Override
    public String title() {
        return "one order per idempotency key";
    }

    @Override
    public void check(Evidence evidence, Findings findings) {
        for (var region : evidence.regions()) {
            findings.checked(region.sumOfTables("SELECT count(*) FROM t_order_{n} WHERE idempotency_key IS NOT NULL"));
            region.eachTable(
                    "SELECT user_id, idempotency_key, string_agg(order_id::text, ', ') FROM t_order_{n}"
                            + " WHERE idempotency_key IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1",
                    (_, row) -> findings.breach("user %d, key %s: orders %s"
                            .formatted(row.getLong(1), row.getString(2), row.getString(3))));
        }
    }
}
