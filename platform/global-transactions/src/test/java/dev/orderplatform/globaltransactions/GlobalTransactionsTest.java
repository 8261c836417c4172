package dev.orderplatform.globaltransactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.globaltransactions.GlobalTransactions.Committed;
import dev.orderplatform.globaltransactions.GlobalTransactions.Fate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.seata.core.context.RootContext;
import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.core.model.GlobalStatus;
import org.apache.seata.core.model.TransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.support.PropertiesLoaderUtils;

class GlobalTransactionsTest {
    private static final String XID = "127.0.0.1:8091:42";

    private final Coordinator coordinator = new Coordinator();
    private final GlobalTransactions transactions = new GlobalTransactions(
            coordinator, new GlobalProperties(true, "127.0.0.1:8091", Duration.ofSeconds(5), 1, Duration.ofDays(7)));

    @Test
    void whatSucceedsIsCommitted() {
        Committed<String> committed = transactions.run("test", xid -> {
            assertThat(RootContext.getXID()).isEqualTo(xid);
            return "result";
        });
        assertThat(committed).isEqualTo(new Committed<>(XID, "result"));
        assertThat(coordinator.told).containsExactly("begin", "commit");
        assertThat(RootContext.getXID()).isNull();
    }

    @Test
    void whatFailsIsRolledBackWithItsReason() {
        assertThatThrownBy(() -> transactions.run("test", _ -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(RolledBack.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(coordinator.told).containsExactly("begin", "rollback");
        assertThat(RootContext.getXID()).isNull();
    }

    @Test
    void nothingRunsWithoutABeginning() {
        coordinator.away = true;
        assertThatThrownBy(() -> transactions.run("test", _ -> {
                    throw new AssertionError("ran without a transaction");
                }))
                .isInstanceOf(CoordinatorUnavailable.class);
    }

    @Test
    void aCommitThatCameTooLateIsARollback() {
        coordinator.commit = GlobalStatus.TimeoutRollbacking;
        assertThatThrownBy(() -> transactions.run("test", _ -> true)).isInstanceOf(RolledBack.class);
    }

    @Test
    void aLostAnswerToTheCommitIsNoRefusal() {
        assertThatThrownBy(() -> transactions.run("test", _ -> {
                    coordinator.away = true;
                    return true;
                }))
                .isInstanceOf(OutcomeUnknown.class);
    }

    @Test
    void finishedIsNoVerdict() {
        coordinator.commit = GlobalStatus.Finished;
        assertThatThrownBy(() -> transactions.run("test", _ -> true)).isInstanceOf(OutcomeUnknown.class);
        coordinator.status = GlobalStatus.Finished;
        assertThat(transactions.fateOf(XID)).isEqualTo(Fate.FORGOTTEN);
    }

    @Test
    void afterThreeFailuresTheCoordinatorIsLeftAlone() {
        coordinator.away = true;
        for (int n = 0; n < 3; n++) {
            assertThatThrownBy(() -> transactions.run("test", _ -> true)).isInstanceOf(CoordinatorUnavailable.class);
        }
        coordinator.away = false;
        coordinator.told.clear();
        assertThatThrownBy(() -> transactions.run("test", _ -> true)).isInstanceOf(CoordinatorUnavailable.class);
        assertThat(coordinator.told).isEmpty();
    }

    @Test
    void aCoordinatorThatCanNotBeReachedIsGivenUp() throws Exception {
        coordinator.silent = true;
        assertThatThrownBy(() -> transactions.run("test", _ -> true))
                .isInstanceOf(CoordinatorUnavailable.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(coordinator.leftAlone.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void moreThanMayRunAtOnceAreRefused() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread first = Thread.startVirtualThread(() -> transactions.run("test", _ -> {
            running.countDown();
            end.await();
            return true;
        }));
        running.await();
        assertThatThrownBy(() -> transactions.run("test", _ -> true)).isInstanceOf(CoordinatorUnavailable.class);
        end.countDown();
        first.join();
        assertThat(coordinator.told).containsExactly("begin", "commit");
    }

    @Test
    void onlyWeDeleteFenceRows() throws IOException {
        String period = PropertiesLoaderUtils.loadAllProperties("platform-defaults.properties")
                .getProperty("seata.tcc.fence.clean-period");
        assertThat(DurationStyle.detectAndParse(period)).isZero();
    }

    @Test
    void everyStatusHasAFate() {
        for (GlobalStatus status : GlobalStatus.values()) {
            assertThat(Fate.of(status)).isNotNull();
        }
    }

    /** A coordinator that answers as it is told to. */
    private static final class Coordinator implements TransactionManager {
        final List<String> told = new ArrayList<>();
        GlobalStatus commit = GlobalStatus.Committed;
        GlobalStatus status = GlobalStatus.Begin;
        final CountDownLatch leftAlone = new CountDownLatch(1);
        volatile boolean away;
        volatile boolean silent;

        private <T> T answer(String question, T answer) throws TransactionException {
            if (silent) {
                keepSilent();
            }
            if (away) {
                throw new TransactionException("away");
            }
            told.add(question);
            return answer;
        }

        private void keepSilent() throws TransactionException {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                leftAlone.countDown();
                throw new TransactionException(e);
            }
        }

        @Override
        public String begin(String application, String group, String name, int timeout) throws TransactionException {
            return answer("begin", XID);
        }

        @Override
        public GlobalStatus commit(String xid) throws TransactionException {
            return answer("commit", commit);
        }

        @Override
        public GlobalStatus rollback(String xid) throws TransactionException {
            return answer("rollback", GlobalStatus.Rollbacked);
        }

        @Override
        public GlobalStatus getStatus(String xid) throws TransactionException {
            return answer("status", status);
        }

        @Override
        public GlobalStatus globalReport(String xid, GlobalStatus reported) throws TransactionException {
            return answer("report", reported);
        }
    }
}
