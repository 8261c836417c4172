package dev.orderplatform.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.contracts.EventId;
import dev.orderplatform.postgres.Transaction;
import dev.orderplatform.servers.SharedServers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InboxTableIT {
    private static RunningInbox service;

    @BeforeAll
    static void start() {
        service = new RunningInbox("inbox", SharedServers.postgres());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void eventIsNewOnce() {
        assertThat(record("once-1", "once-2", "once-1")).containsExactlyInAnyOrder("once-1", "once-2");
        assertThat(record("once-2", "once-3")).containsExactly("once-3");
    }

    @Test
    void eventOfATransactionThatFailedStaysNew() {
        assertThatThrownBy(() -> Transaction.run(service.database(), transaction -> {
                    service.recordNew(transaction, List.of(id("failed")));
                    throw new IllegalStateException("after recording");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(record("failed")).containsExactly("failed");
    }

    @Test
    void twinInFlightIsWaitedFor() {
        CompletableFuture<Set<String>> twin = Transaction.run(service.database(), transaction -> {
            service.recordNew(transaction, List.of(id("twin")));
            CompletableFuture<Set<String>> other = CompletableFuture.supplyAsync(() -> record("twin"));
            await().until(() -> service.query("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                            + " AND datname = current_database()")
                    .equals("1"));
            assertThat(other).isNotDone();
            return other;
        });
        assertThat(twin.join()).isEmpty();
    }

    private static Set<String> record(String... ids) {
        return Transaction.run(
                service.database(),
                transaction -> service
                        .recordNew(
                                transaction,
                                Stream.of(ids).map(InboxTableIT::id).toList())
                        .stream()
                        .map(EventId::aggregateId)
                        .collect(Collectors.toSet()));
    }

    private static EventId id(String name) {
        return new EventId("sample", name, 1, 1);
    }
}
