package dev.orderplatform.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills parts while orders come in. After each fault every acknowledged order exists and is decided, and the audit is
 * clean.
 */
class FaultsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    /** Users of the region whose parts are killed. */
    private static final List<Long> USERS = Users.of("east", 25);

    private final RunningPlatform platform = RunningPlatform.get();

    @BeforeEach
    void everythingIsUp() {
        await().atMost(TIMEOUT).until(platform::ready);
    }

    @AfterEach
    void auditIsClean() {
        await().atMost(TIMEOUT).until(platform::ready);
        RunningPlatform.Outcome audit = platform.audit();
        assertThat(audit.status()).as(audit.output()).isZero();
    }

    @Test
    @Tag("drill")
    void ordersAreTakenWhileKafkaIsDownAndPublishedLater() {
        platform.stop("kafka-east");
        Map<String, Long> placed = placeMany(60);
        assertThat(placed)
                .allSatisfy(
                        (id, user) -> assertThat(platform.statusOf(user, id)).isEqualTo("PENDING"));
        Map.Entry<String, Long> first = placed.entrySet().iterator().next();
        String cancelled = first.getKey();
        assertThat(platform.cancel(first.getValue(), cancelled).status()).isEqualTo(200);
        platform.start(List.of("kafka-east"));
        awaitAll(placed, cancelled);
    }

    @Test
    void eventsOfAServiceThatWasKilledBetweenCommitAndPublishArePublishedByTheNext() {
        platform.stop("kafka-east");
        Map<String, Long> placed = placeMany(40);
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(platform.orderctl("status").output()).contains("(40 unpublished, oldest "));
        platform.kill("order-service-east");
        platform.start(List.of("kafka-east"));
        awaitAll(placed, "");
    }

    @Test
    @Tag("drill")
    void inventoryThatIsKilledInTheMiddleOfItsBatchesReservesOnce() throws Exception {
        Map<String, Long> placed = placeManyWhile(300, () -> {
            platform.kill("inventory-service-east");
            await().atMost(TIMEOUT).until(platform::ready);
            platform.kill("inventory-service-east");
        });
        awaitAll(placed, "");
    }

    @Test
    @Tag("drill")
    void orderServiceThatIsKilledUnderLoadLosesAndDoublesNothing() throws Exception {
        Map<String, Long> placed = placeManyWhile(300, () -> platform.kill("order-service-east"));
        awaitAll(placed, "");
    }

    @Test
    void databaseThatCrashesUnderLoadLosesNothingThatWasAcknowledged() throws Exception {
        Map<String, Long> placed = placeManyWhile(300, () -> platform.kill("postgres-east"));
        awaitAll(placed, "");
    }

    @Test
    void everyEventDeliveredTwiceHasItsEffectOnce() {
        Map<String, Long> placed = placeMany(50);
        awaitAll(placed, "");
        int repeated = Topics.publishAgain(platform.bootstrapServers(), List.of("order-events", "inventory-events"));
        assertThat(repeated).as("created, reserved, confirmed").isGreaterThanOrEqualTo(3 * placed.size());
    }

    @Test
    void poisonEventBecomesADeadLetterAndStopsNobody() {
        Topics.sendPoison(platform.bootstrapServers(), "order-events");
        Map<String, Long> placed = placeMany(20);
        awaitAll(placed, "");
        // One for each consumer group: inventory, payment, logistics, notification, loyalty, recommendation, and the
        // other region's replication.
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        assertThat(platform.deadLetters("list").output()).contains("order-events", "7 dead letter(s)"));
        assertThat(platform.deadLetters("discard", "--all", "--dry-run").status())
                .isZero();
        assertThat(platform.deadLetters("discard", "--all").status()).isZero();
    }

    private Map<String, Long> placeMany(int orders) {
        Map<String, Long> placed = new HashMap<>();
        for (int n = 0; n < orders; n++) {
            long user = USERS.get(n % USERS.size());
            placed.put(platform.placeWithRetry(user, UUID.randomUUID().toString(), sku(n)), user);
        }
        return placed;
    }

    private Map<String, Long> placeManyWhile(int orders, Runnable fault) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Callable<Map.Entry<String, Long>>> requests = IntStream.range(0, orders)
                    .<Callable<Map.Entry<String, Long>>>mapToObj(n -> () -> {
                        long user = USERS.get(n % USERS.size());
                        return Map.entry(
                                platform.placeWithRetry(user, UUID.randomUUID().toString(), sku(n)), user);
                    })
                    .toList();
            List<Future<Map.Entry<String, Long>>> answers = new ArrayList<>();
            requests.forEach(request -> answers.add(clients.submit(request)));
            answers.get(orders / 5).get();
            fault.run();
            Map<String, Long> placed = new HashMap<>();
            for (Future<Map.Entry<String, Long>> answer : answers) {
                placed.put(answer.get().getKey(), answer.get().getValue());
            }
            return placed;
        }
    }

    private void awaitAll(Map<String, Long> placed, String cancelled) {
        placed.forEach((id, user) -> await().atMost(TIMEOUT)
                .pollDelay(Duration.ZERO)
                .ignoreException(UncheckedIOException.class)
                .until(() -> platform.statusOf(user, id).equals(id.equals(cancelled) ? "CANCELLED" : "CONFIRMED")));
    }

    private static String sku(int n) {
        return "SKU-%05d".formatted(1 + n % 20);
    }
}
