package dev.orderplatform.order.ids.jdbc;

import dev.orderplatform.order.ids.Lease;
import dev.orderplatform.order.ids.NoOrderId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A worker id leased in the region's own database, so that it depends on no other part. The row stores a ceiling: no id
 * issued under the lease contains a later time. The next holder of the worker id starts above it, whatever its clock
 * says. A process that is killed leaves its worker id unused until the lease expires; its successor takes another.
 */
final class JdbcLease implements Lease, AutoCloseable {
    static final Duration LIFE = Duration.ofSeconds(15);
    static final Duration RENEWAL = Duration.ofSeconds(4);
    private static final Logger log = LoggerFactory.getLogger(JdbcLease.class);

    private final JdbcClient database;
    private final InstantSource clock;
    private final int firstWorker;
    private final int lastWorker;
    private final UUID holder = UUID.randomUUID();
    private volatile @Nullable Term term;

    /** @param firstWorker the region's share of the worker ids, both ends included */
    JdbcLease(DataSource database, InstantSource clock, int firstWorker, int lastWorker) {
        this.database = JdbcClient.create(database);
        this.clock = clock;
        this.firstWorker = firstWorker;
        this.lastWorker = lastWorker;
    }

    @Override
    public Optional<Term> term() {
        return Optional.ofNullable(term);
    }

    void renewOrAcquire() {
        Term present = term;
        if (present != null && renew(present)) {
            return;
        }
        term = null;
        term = acquire();
        log.info("leased worker id {}", term);
    }

    // The ceiling is written before any id is issued under it.
    private boolean renew(Term present) {
        long until = clock.millis() + LIFE.toMillis();
        int renewed = database.sql("UPDATE t_worker_lease SET expires_at = now() + ? * interval '1 millisecond',"
                        + " ceiling_ms = greatest(ceiling_ms, ?) WHERE worker_id = ? AND holder = ?")
                .params(LIFE.toMillis(), until, present.worker(), holder)
                .update();
        if (renewed == 1) {
            term = new Term(present.worker(), present.issuedBefore(), until);
        }
        return renewed == 1;
    }

    private Term acquire() {
        long until = clock.millis() + LIFE.toMillis();
        return database.sql("""
            WITH free AS (
              SELECT worker_id, ceiling_ms FROM t_worker_lease
              WHERE worker_id BETWEEN ? AND ? AND (holder IS NULL OR expires_at < now())
              ORDER BY ceiling_ms LIMIT 1 FOR UPDATE SKIP LOCKED)
            UPDATE t_worker_lease l
            SET holder = ?, expires_at = now() + ? * interval '1 millisecond', ceiling_ms = greatest(l.ceiling_ms, ?)
            FROM free WHERE l.worker_id = free.worker_id
            RETURNING l.worker_id, free.ceiling_ms
            """)
                .params(firstWorker, lastWorker, holder, LIFE.toMillis(), until)
                .query((row, _) -> new Term(row.getInt(1), row.getLong(2), until))
                .optional()
                .orElseThrow(() -> new NoOrderId("all worker ids " + firstWorker + ".." + lastWorker + " are leased"));
    }

    /**
     * Releases the worker id. Its ceiling stays: ids up to it may have been issued, whatever the clock says now, and a
     * request in progress may still issue one.
     */
    @Override
    public void close() {
        Term last = term;
        term = null;
        if (last == null) {
            return;
        }
        database.sql("UPDATE t_worker_lease SET holder = NULL, expires_at = now() WHERE worker_id = ? AND holder = ?")
                .params(last.worker(), holder)
                .update();
    }
}
