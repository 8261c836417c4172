package dev.orderplatform.tools.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.fixtures.Invocation;
import dev.orderplatform.fixtures.StubPlatform;
import dev.orderplatform.runtime.databases.PlatformData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, what it waits for, and what it rejects. */
class AuditIT extends AuditedPlatform {

    private static final int INVARIANTS = 12;

    @TempDir
    private Path folder;

    private long confirmed;

    @BeforeEach
    void someOrders() throws Exception {
        confirmed = fixture.order(1, 3, "PENDING", "CONFIRMED");
        fixture.order(42, 500, "PENDING", "REJECTED");
        fixture.order(1_000_000, 2, "PENDING", "CONFIRMED", "CANCELLED");
        fixture.commitOffsets();
    }

    @Test
    void isCleanWhenEverythingHolds() {
        var verdicts = Audits.of(servers.data());
        assertThat(verdicts).hasSize(INVARIANTS).allMatch(Verdict::holds);
        assertThat(verdicts.get(0).checked()).isEqualTo(3);
        assertThat(verdicts.get(1).checked()).isEqualTo(2);
    }

    // ---- acknowledgements

    @Test
    void anInvalidLineIsReportedWithItsNumber() throws IOException {
        var good = order("key-" + confirmed, confirmed);
        for (var bad : List.of(
                "key-1 and so on",
                "{\"kind\":\"order\",\"key\":",
                "{\"kind\":\"refund\",\"key\":\"k\",\"id\":\"1\",\"orderId\":\"1\"}",
                "{\"key\":\"k\",\"orderId\":\"1\"}",
                "{\"kind\":\"order\",\"id\":\"1\"}",
                "{\"kind\":\"order\",\"key\":\"k\",\"orderId\":\"one\"}",
                "{\"kind\":\"transfer\",\"key\":\"k\"}",
                "{\"kind\":\"payment\",\"key\":\"k\",\"orderId\":\"1\"}",
                "\"order\"")) {
            var file = Files.write(folder.resolve("acks"), List.of(good, bad));
            var refused = command(servers.data(), "--json", "--acks", file.toString());
            assertThat(refused.status()).as(bad).isEqualTo(2);
            assertThat(refused.err()).contains(file + ", line 2: no acknowledgement", bad);
        }
    }

    @Test
    void theFormatOfEarlierVersionsIsReported() throws IOException {
        var file = Files.write(folder.resolve("acks.tsv"), List.of("key-%d\t%d".formatted(confirmed, confirmed)));
        var refused = command(servers.data(), "--acks", file.toString());
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("line 1: this is the form of earlier versions", "\"kind\"");
    }

    // ---- the command

    @Test
    void theCommandPrintsJsonAndSetsItsExitStatus() throws Exception {
        var clean = command(servers.data(), "--json");
        assertThat(clean.out()).startsWith("{\"clean\":true,\"invariants\":[{\"id\":1,\"holds\":true,\"checked\":3,");
        assertThat(clean.status()).isZero();
        fixture.sql("notification", "DELETE FROM t_notification");
        var broken = command(servers.data(), "--wait", "100ms");
        assertThat(broken.out()).contains("broken is invariant 5");
        assertThat(broken.status()).isEqualTo(1);
    }

    @Test
    void anUnreadablePartGivesNoVerdict() {
        var data = servers.data();
        var nobody = new PlatformData("127.0.0.1:1", List.of(), data.regions(), data.auditor(), data.control());
        var unreadable = command(nobody, "--json");
        assertThat(unreadable.status()).isEqualTo(2);
        assertThat(unreadable.out()).isEmpty();
        assertThat(unreadable.err()).contains("Cannot read database notification");
    }

    @Test
    void waitsForOutboxesAndConsumers() throws Exception {
        fixture.sqlForOrder(
                confirmed,
                "INSERT INTO t_outbox_{n} (partition_key, event_id, type, payload, created_at)"
                        + " VALUES ('1', 'order-1-1-1', 'SomeEvent', '{}', now())");
        fixture.publish("order-events", confirmed, "order-" + confirmed + "-1-1");
        assertThat(Audits.progress(servers.data())).anyMatch(line -> line.contains("1 outbox rows"));
    }

    @Test
    void waitsForRequestsAndCallbacks() throws Exception {
        servers.provider().owe(2);
        fixture.sql("payment", "INSERT INTO t_task (kind, subject, due_at) VALUES ('intent', '1-1', now())");
        fixture.sql("logistics", "INSERT INTO t_task (kind, subject, due_at) VALUES ('pack', '1', now())");
        assertThat(Audits.progress(servers.data())).anyMatch(line -> line.contains("4 requests and callbacks due"));
    }

    @Test
    void waitsForTheOutboxOfEachService() throws Exception {
        fixture.sql(
                "logistics",
                "INSERT INTO t_outbox (partition_key, event_id, type, payload, created_at)"
                        + " VALUES ('1', 'parcel-1-1-1', 'ParcelBookedEvent', '{}', now())");
        assertThat(Quiescence.reached(servers.data(), Duration.ofMillis(100))).isFalse();
    }

    private static String order(String key, long id) {
        return "{\"kind\":\"order\",\"key\":\"%s\",\"id\":\"%2$d\",\"orderId\":\"%2$d\",\"at\":\"%3$s\"}"
                .formatted(key, id, Instant.now());
    }

    private static Invocation command(PlatformData data, String... arguments) {
        return Invocation.of(new AuditCommand(new StubPlatform(data, "")), arguments);
    }
}
