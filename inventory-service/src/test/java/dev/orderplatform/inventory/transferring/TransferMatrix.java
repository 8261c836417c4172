package dev.orderplatform.inventory.transferring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.inventory.transferring.TwoInventories.Answer;
import dev.orderplatform.servers.Fault;
import dev.orderplatform.servers.SteppedRequest;
import dev.orderplatform.servers.TemporaryServer;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills or freezes each participant at each step of a transfer from east to west. Run by {@code mvn verify -Pdrill -pl
 * inventory-service -am}.
 */
class TransferMatrix {
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final TwoInventories platform = new TwoInventories();

    /** Progress of the transfer when the fault occurs. */
    private enum Step {
        AFTER_BEGIN((request, _) -> request.stopAt(platform.east.trying())),
        AFTER_THE_SOURCES_TRY((request, _) -> request.stopAt(platform.west.trying())),
        AFTER_BOTH_TRIES((request, sku) -> {
            AFTER_BEGIN.reach.accept(request, sku);
            request.goOnTo(platform.seata.decision());
        }),
        /** The source is notified first. */
        AFTER_THE_DECISION((request, sku) -> {
            AFTER_BOTH_TRIES.reach.accept(request, sku);
            request.goOnTo(platform.east.endingTransfer());
        }),
        IN_THE_SECOND_PHASE((request, _) -> request.stopAt(platform.west.confirmingReceipt())),
        /** The destination does not know the SKU yet. */
        IN_THE_ROLLBACK((request, sku) -> {
            platform.west.execute("DELETE FROM t_stock WHERE sku = '" + sku + "'");
            AFTER_THE_DECISION.reach.accept(request, sku);
            platform.west.stock(sku, 0);
        });

        private final BiConsumer<SteppedRequest<Answer>, String> reach;

        Step(BiConsumer<SteppedRequest<Answer>, String> reach) {
            this.reach = reach;
        }
    }

    private enum Victim {
        SOURCE_REGION(platform.east::service),
        DESTINATION_REGION(platform.west::service),
        COORDINATOR(() -> platform.seata),
        SOURCE_DATABASE(() -> platform.east.postgres),
        DESTINATION_DATABASE(() -> platform.west.postgres);

        private final Supplier<TemporaryServer> server;

        Victim(Supplier<TemporaryServer> server) {
            this.server = server;
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(Step.values())
                .flatMap(step -> Stream.of(Victim.values())
                        .flatMap(victim -> Stream.of(Fault.values()).map(fault -> Arguments.of(step, victim, fault))));
    }

    @BeforeEach
    void awaitHealth() {
        platform.awaitHealth();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @ParameterizedTest(name = "{0}, {1} {2}")
    @MethodSource("cases")
    void unitsMoveAtMostOnceAndTheKeyReturnsTheOutcome(Step step, Victim victim, Fault fault) {
        String sku = platform.stock(100, 0);
        var request = new SteppedRequest<>(() -> move(sku));
        fault.inject(victim.server.get(), request, () -> step.reach.accept(request, sku));
        platform.awaitHealth();
        assertConsistentOutcome(sku);
        boolean moved = platform.west.number(sku, "available") > 0;
        Answer first = request.answer().join();
        if (first.status() == 201) {
            assertThat(moved).isTrue();
        } else if (statesThatNothingMoved(first)) {
            assertThat(moved).as(first.body()).isFalse();
        }
        assertKeyReturnsTheOutcome(sku, moved, first);
    }

    private static Answer move(String sku) {
        return platform.transfer(platform.east, "key-" + sku, sku, 30, "east", "west");
    }

    private static void assertConsistentOutcome(String sku) {
        await().atMost(RECOVERY).untilAsserted(() -> {
            assertThat(platform.east.tried()).isEmpty();
            assertThat(platform.west.tried()).isEmpty();
            assertThat(platform.inTransit(sku)).isZero();
            assertThat(platform.available(sku)).isEqualTo(100);
            assertThat(platform.west.confirmed())
                    .containsExactlyInAnyOrderElementsOf(platform.east.confirmed())
                    .containsExactlyInAnyOrderElementsOf(platform.east.query("SELECT xid FROM t_transfer"))
                    .containsExactlyInAnyOrderElementsOf(platform.west.query("SELECT xid FROM t_transfer"));
        });
    }

    private static void assertKeyReturnsTheOutcome(String sku, boolean moved, Answer first) {
        Answer again = await().atMost(RECOVERY)
                .until(() -> move(sku), answer -> answer.status() == 200 || answer.status() == 201);
        if (moved) {
            assertThat(again.status()).isEqualTo(200);
        }
        if (first.status() == 201) {
            assertThat(again.json()).isEqualTo(first.json());
        }
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(platform.inTransit(sku)).isZero());
        assertThat(platform.west.number(sku, "available")).isEqualTo(30);
        assertThat(platform.available(sku)).isEqualTo(100);
    }

    private static boolean statesThatNothingMoved(Answer answer) {
        return answer.status() == 404
                || Stream.of("nothing was done", "are unavailable", "take part right now", "does not respond")
                        .anyMatch(answer.body()::contains);
    }
}
