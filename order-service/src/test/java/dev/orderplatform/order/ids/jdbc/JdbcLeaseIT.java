package dev.orderplatform.order.ids.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.order.RunningOrderService;
import dev.orderplatform.order.ids.Lease;
import dev.orderplatform.order.ids.NoOrderId;
import dev.orderplatform.order.sharding.Shards;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(2)
class JdbcLeaseIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static RunningOrderService service;

    @BeforeAll
    static void start() {
        service = RunningOrderService.shared();
    }

    @BeforeEach
    void freeWorkerIds() {
        service.execute(0, "UPDATE t_worker_lease SET holder = NULL WHERE worker_id >= 16");
    }

    @Test
    void noTwoHoldersShareAWorkerAndOneTooManyGetsNone() {
        Set<Integer> workers = new HashSet<>();
        for (int i = 0; i < 16; i++) {
            workers.add(newLease().worker());
        }
        assertThat(workers).hasSize(16).allMatch(worker -> worker >= 16);
        assertThatThrownBy(JdbcLeaseIT::newLease).isInstanceOf(NoOrderId.class);

        // All holders were killed: their leases have expired, but the ceilings of their ids remain.
        service.execute(0, "UPDATE t_worker_lease SET expires_at = now() - interval '1 second' WHERE worker_id >= 16");
        Lease.Term next = newLease();
        assertThat(next.issuedBefore()).isGreaterThan(System.currentTimeMillis());
    }

    @Test
    void leaseThatWasTakenOverIsNotRenewed() {
        JdbcLease lease = lease();
        lease.renewOrAcquire();
        int first = lease.term().orElseThrow().worker();
        service.execute(0, "UPDATE t_worker_lease SET holder = gen_random_uuid() WHERE worker_id = " + first);
        lease.renewOrAcquire();
        assertThat(lease.term().orElseThrow().worker()).isNotEqualTo(first);
        lease.close();
        assertThat(lease.term()).isEmpty();
    }

    @Test
    void whateverTheClockSaysAWorkerIdComesBackWithItsCeiling() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        JdbcLease first = new JdbcLease(service.bean(Shards.class).database(0), now::get, 31, 31);
        first.renewOrAcquire();
        long ceiling = first.term().orElseThrow().until();
        now.set(now.get().minus(Duration.ofHours(1)));
        first.close();

        JdbcLease next = new JdbcLease(service.bean(Shards.class).database(0), now::get, 31, 31);
        next.renewOrAcquire();
        assertThat(next.term().orElseThrow().issuedBefore()).isGreaterThanOrEqualTo(ceiling);
        next.close();
    }

    @Test
    void theServicesOwnLeaseIsRenewed() {
        String ceiling = "SELECT max(ceiling_ms) FROM t_worker_lease WHERE worker_id < 16 AND holder IS NOT NULL";
        long first = service.count(0, ceiling);
        await().atMost(LIMIT).until(() -> service.count(0, ceiling) > first);
    }

    private static Lease.Term newLease() {
        JdbcLease lease = lease();
        lease.renewOrAcquire();
        return lease.term().orElseThrow();
    }

    private static JdbcLease lease() {
        return new JdbcLease(service.bean(Shards.class).database(0), Clock.systemUTC(), 16, 31);
    }
}
