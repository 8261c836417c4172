package dev.orderplatform.order.multiregion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.order.multiregion.TwoOrderServices.Answer;
import dev.orderplatform.servers.Fault;
import dev.orderplatform.servers.SteppedRequest;
import dev.orderplatform.servers.TemporaryServer;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills and freezes each participant at each step of a MULTI_REGION order, without exception. Run by {@code mvn verify
 * -Pdrill -pl order-service -am}.
 */
class MultiRegionMatrix {
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final TwoOrderServices platform = TwoOrderServices.shared();

    /** The step of the order at which the fault occurs. */
    private enum Step {
        AFTER_BEGIN((walk, user) -> walk.stopAt(platform.east.barrier("t_order", user))),
        IN_HOMES_BRANCH((walk, user) -> walk.stopAt(platform.east.barrier("undo_log", user))),
        AFTER_HOMES_BRANCH((walk, user) -> walk.stopAt(platform.west.barrier("t_order", user))),
        IN_THE_OTHERS_BRANCH((walk, user) -> walk.stopAt(platform.west.barrier("undo_log", user))),
        AFTER_BOTH_BRANCHES((walk, user) -> {
            AFTER_BEGIN.reach.accept(walk, user);
            walk.goOnTo(platform.seata.decision());
        }),
        AFTER_THE_DECISION((walk, user) -> walk.stopAt(platform.east.outbox(user))),
        IN_THE_COMMITS_SECOND_PHASE((walk, user) -> {
            AFTER_BOTH_BRANCHES.reach.accept(walk, user);
            walk.goOnTo(platform.east.secondPhase(user), platform.west.secondPhase(user));
        }),
        /** The other region is too slow. */
        IN_THE_ROLLBACKS_SECOND_PHASE((walk, user) -> {
            AFTER_BEGIN.reach.accept(walk, user);
            walk.goOnTo(platform.west.barrier("t_order", user), platform.seata.decision());
            walk.goOnTo(platform.east.secondPhase(user));
        });

        private final BiConsumer<SteppedRequest<Answer>, Long> reach;

        Step(BiConsumer<SteppedRequest<Answer>, Long> reach) {
            this.reach = reach;
        }
    }

    private enum Victim {
        HOME(platform.east::service),
        OTHER_REGION(platform.west::service),
        COORDINATOR(() -> platform.seata),
        HOMES_DATABASE(() -> platform.east.postgres),
        OTHERS_DATABASE(() -> platform.west.postgres);

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

    @ParameterizedTest(name = "{0}, {1} {2}")
    @MethodSource("cases")
    void orderIsInBothRegionsOrInNeitherAndItsKeyTellsWhich(Step step, Victim victim, Fault fault) {
        long user = platform.newUser();
        var walk = new SteppedRequest<>(() -> platform.place(user, "key"));
        fault.inject(victim.server.get(), walk, () -> step.reach.accept(walk, user));
        platform.awaitHealth();
        everythingIsDecidedAlike(user);
        List<String> stored = platform.east.content(user);
        Answer first = walk.answer().join();
        if (first.status() == 201) {
            assertThat(stored).singleElement().asString().startsWith(orderId(first));
        } else if (saysThatNothingWasDone(first)) {
            assertThat(stored).as(first.body()).isEmpty();
        }
        theKeyTells(user, stored);
    }

    private static void everythingIsDecidedAlike(long user) {
        await().atMost(RECOVERY).untilAsserted(() -> {
            assertThat(platform.east.undoLog(user) + platform.west.undoLog(user))
                    .as("undo log")
                    .isZero();
            assertThat(platform.east.orders(user)).doesNotContain("UNDECIDED");
            assertThat(platform.west.orders(user)).isEqualTo(platform.east.orders(user));
            assertThat(platform.west.content(user)).isEqualTo(platform.east.content(user));
        });
    }

    private static void theKeyTells(long user, List<String> stored) {
        Answer again = await().atMost(RECOVERY)
                .until(() -> platform.place(user, "key"), answer -> answer.status() == 200 || answer.status() == 201);
        if (!stored.isEmpty()) {
            assertThat(again.status()).isEqualTo(200);
            assertThat(platform.east.content(user)).isEqualTo(stored);
        }
        assertThat(platform.east.content(user)).singleElement().asString().startsWith(orderId(again));
        assertThat(platform.west.content(user)).isEqualTo(platform.east.content(user));
    }

    private static String orderId(Answer answer) {
        return answer.json().get("orderId").asText() + "|";
    }

    private static boolean saysThatNothingWasDone(Answer answer) {
        return answer.body().contains("nothing was done") || answer.body().contains("are unavailable");
    }
}
