package dev.orderplatform.inventory.transferring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.inventory.transferring.TwoInventories.Answer;
import dev.orderplatform.servers.Fault;
import dev.orderplatform.servers.TemporaryServer;
import dev.orderplatform.servers.Walk;
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
 * Every step of a transfer from east to west, everybody who takes part, killed or asleep. No case is left out: at every step
 * each of them has something to lose. Run by {@code mvn verify -Pdrill -pl inventory-service -am}.
 */
class TransferMatrix {
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final TwoInventories platform = new TwoInventories();

    /** Where the transfer is when it happens. */
    private enum Step {
        AFTER_BEGIN((walk, _) -> walk.stopAt(platform.east.trying())),
        AFTER_THE_GIVING_TRY((walk, _) -> walk.stopAt(platform.west.trying())),
        AFTER_BOTH_TRIES((walk, sku) -> {
            AFTER_BEGIN.reach.accept(walk, sku);
            walk.goOnTo(platform.seata.decision());
        }),
        /** The giving side is told first. */
        AFTER_THE_DECISION((walk, sku) -> {
            AFTER_BOTH_TRIES.reach.accept(walk, sku);
            walk.goOnTo(platform.east.endingTransfer());
        }),
        IN_THE_SECOND_PHASE((walk, _) -> walk.stopAt(platform.west.confirmingReceipt())),
        /** The getting side does not know the SKU yet. */
        IN_THE_ROLLBACK((walk, sku) -> {
            platform.west.execute("DELETE FROM t_stock WHERE sku = '" + sku + "'");
            AFTER_THE_DECISION.reach.accept(walk, sku);
            platform.west.stock(sku, 0);
        });

        private final BiConsumer<Walk<Answer>, String> reach;

        Step(BiConsumer<Walk<Answer>, String> reach) {
            this.reach = reach;
        }
    }

    private enum Victim {
        GIVING_REGION(platform.east::service),
        GETTING_REGION(platform.west::service),
        COORDINATOR(() -> platform.seata),
        GIVING_DATABASE(() -> platform.east.postgres),
        GETTING_DATABASE(() -> platform.west.postgres);

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
    void unitsMoveOnceOrNotAtAllAndTheKeyTellsWhich(Step step, Victim victim, Fault fault) {
        String sku = platform.stock(100, 0);
        var walk = new Walk<>(() -> move(sku));
        fault.befall(victim.server.get(), walk, () -> step.reach.accept(walk, sku));
        platform.awaitHealth();
        everythingIsDecidedAlike(sku);
        boolean moved = platform.west.number(sku, "available") > 0;
        Answer first = walk.answer().join();
        if (first.status() == 201) {
            assertThat(moved).isTrue();
        } else if (saysThatNothingWasMoved(first)) {
            assertThat(moved).as(first.body()).isFalse();
        }
        theKeyTells(sku, moved, first);
    }

    private static Answer move(String sku) {
        return platform.transfer(platform.east, "key-" + sku, sku, 30, "east", "west");
    }

    private static void everythingIsDecidedAlike(String sku) {
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

    private static void theKeyTells(String sku, boolean moved, Answer first) {
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

    private static boolean saysThatNothingWasMoved(Answer answer) {
        return answer.status() == 404
                || Stream.of("nothing was done", "can't be done right now", "take part right now", "does not answer")
                        .anyMatch(answer.body()::contains);
    }
}
