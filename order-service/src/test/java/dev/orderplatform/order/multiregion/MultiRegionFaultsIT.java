package dev.orderplatform.order.multiregion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.order.multiregion.TwoOrderServices.Answer;
import dev.orderplatform.servers.Barrier;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.seata.core.model.GlobalStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whichever process is killed or frozen at any step, the order is in both regions or in none, and a retry with its key
 * shows which.
 */
class MultiRegionFaultsIT {
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final TwoOrderServices platform = TwoOrderServices.shared();

    @BeforeEach
    void awaitHealth() {
        platform.awaitHealth();
    }

    @Test
    void homeIsKilledBetweenItsBranchAndTheOther() {
        long user = platform.newUser();
        CompletableFuture<Answer> answer;
        try (Barrier replica = platform.west.barrier("t_order", user)) {
            answer = platform.placeUpTo(replica, user);
            assertThat(platform.east.orders(user)).containsExactly("UNDECIDED");
            platform.east.service().kill();
        }
        assertThat(answer.join().status()).isZero();
        platform.east.service().start();
        nothingIsLeftAndTheKeyIsFree(user);
    }

    @Test
    @Tag("drill")
    void otherRegionIsKilledInItsBranch() {
        long user = platform.newUser();
        CompletableFuture<Answer> answer;
        // When its undo log is written, the branch is already registered.
        try (Barrier undo = platform.west.barrier("undo_log", user)) {
            answer = platform.placeUpTo(undo, user);
            platform.west.service().kill();
        }
        assertThat(answer.join().status()).isEqualTo(503);
        platform.west.service().start();
        nothingIsLeftAndTheKeyIsFree(user);
    }

    /** The rollback overtakes the branch, which must not be committed when it resumes. */
    @Test
    void otherRegionSleepsThroughTheTimeOutInItsBranch() {
        long user = platform.newUser();
        try (Barrier undo = platform.west.barrier("undo_log", user)) {
            CompletableFuture<Answer> answer = platform.placeUpTo(undo, user);
            platform.west.service().pause();
            assertThat(answer.join().status()).isEqualTo(503);
            assertThat(answer.join().took()).isLessThan(Duration.ofSeconds(4));
            await().atMost(RECOVERY)
                    .untilAsserted(() -> assertThat(platform.east.orders(user)).isEmpty());
        } finally {
            platform.west.service().resume();
        }
        nothingIsLeftAndTheKeyIsFree(user);
    }

    @Test
    @Tag("drill")
    void coordinatorIsKilledBetweenTheBranches() {
        long user = platform.newUser();
        CompletableFuture<Answer> answer;
        try (Barrier replica = platform.west.barrier("t_order", user)) {
            answer = platform.placeUpTo(replica, user);
            platform.seata.kill();
        }
        assertThat(answer.join().status()).isEqualTo(503);
        platform.seata.start();
        // The next branch of either region registers with the coordinator again, which can then roll back.
        platform.awaitHealth();
        nothingIsLeftAndTheKeyIsFree(user);
    }

    @Test
    void homesDatabaseIsKilledAfterTheDecision() {
        long user = platform.newUser();
        CompletableFuture<Answer> answer;
        try (Barrier outbox = platform.east.outbox(user)) {
            answer = platform.placeUpTo(outbox, user);
            platform.east.postgres.kill();
        }
        // The order is committed, so no response may say that it was refused.
        assertThat(answer.join().status()).isEqualTo(503);
        platform.east.postgres.start();
        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> assertThat(platform.place(user, "key").status()).isEqualTo(200));
        assertThat(platform.west.content(user)).hasSize(1).isEqualTo(platform.east.content(user));
    }

    /** As if the undo found a changed row: the coordinator gives up and keeps reporting the failed rollback. */
    @Test
    void rowWhoseUndoHasFailedIsDiscarded() {
        long user = platform.newUser();
        String xid = "127.0.0.1:8091:" + user;
        platform.recordFailed(xid, GlobalStatus.RollbackFailed);
        platform.east.writeUndecided(user, "key", xid);
        platform.west.writeUndecided(user, "key", xid);
        nothingIsLeftAndTheKeyIsFree(user);
    }

    /**
     * A commit needs both regions, so the order can't be committed. Its key must be usable before the coordinator is
     * back.
     */
    @Test
    void rowThatTheOtherRegionLacksIsDiscardedWithoutTheCoordinator() {
        long user = platform.newUser();
        String xid = "127.0.0.1:8091:" + user;
        platform.seata.kill();
        platform.west.writeUndecided(user, "key", xid);
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(platform.west.orders(user)).isEmpty());
        assertThat(platform.west.column(user, "SELECT id FROM undo_log WHERE xid = '" + xid + "'"))
                .isEmpty();
    }

    private static void nothingIsLeftAndTheKeyIsFree(long user) {
        await().atMost(RECOVERY).untilAsserted(() -> {
            assertThat(platform.east.orders(user)).isEmpty();
            assertThat(platform.west.orders(user)).isEmpty();
            assertThat(platform.east.undoLog(user) + platform.west.undoLog(user))
                    .isZero();
        });
        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> assertThat(platform.place(user, "key").status()).isIn(200, 201));
        assertThat(platform.west.content(user)).hasSize(1).isEqualTo(platform.east.content(user));
    }
}
