package dev.orderplatform.globaltransactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.globaltransactions.GlobalTransactions.Committed;
import dev.orderplatform.telemetry.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
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
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GlobalTransactions transactions = new GlobalTransactions(
            coordinator,
            new GlobalProperties(true, "127.0.0.1:8091", Duration.ofSeconds(5), 1, Duration.ofDays(7)),
            Traces.none(),
            meters);

    @Test
    void successIsCommitted() {
        Committed<String> committed = transactions.run("test", xid -> {
            assertThat(RootContext.getXID()).isEqualTo(xid);
            return "result";
        });
        assertThat(committed).isEqualTo(new Committed<>(XID, "result"));
        assertThat(coordinator.calls).containsExactly("begin", "commit");
        assertThat(RootContext.getXID()).isNull();
    }

    @Test
    void failureIsRolledBackWithItsCause() {
        assertThatThrownBy(() -> transactions.run("test", _ -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(RolledBack.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(coordinator.calls).containsExactly("begin", "rollback");
        assertThat(RootContext.getXID()).isNull();
    }

    @Test
    void transactionsAreCountedByOutcome() {
        transactions.run("test", _ -> true);
        assertThatThrownBy(() -> transactions.run("test", _ -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(RolledBack.class);
        coordinator.down = true;
        assertThatThrownBy(() -> transactions.run("test", _ -> true)).isInstanceOf(CoordinatorUnavailable.class);
        assertThat(Stream.of("committed", "rolled-back", "unavailable")
                        .map(outcome -> meters.get("platform.global.transactions")
                                .tags("name", "test", "outcome", outcome)
                                .counter()
                                .count()))
                .containsExactly(1.0, 1.0, 1.0);
    }

    @Test
    void branchesDoNotRunIfBeginFails() {
        coordinator.down = true;
        assertThatThrownBy(() -> transactions.run("test", _ -> {
                    throw new AssertionError("branches ran without a transaction");
                }))
                .isInstanceOf(CoordinatorUnavailable.class);
    }

    @Test
    void lateCommitIsReportedAsRollback() {
        coordinator.commit = GlobalStatus.TimeoutRollbacking;
        assertThatThrownBy(() -> transactions.run("test", _ -> true)).isInstanceOf(RolledBack.class);
    }

    @Test
    void lostCommitResponseIsAnUnknownOutcome() {
        assertThatThrownBy(() -> transactions.run("test", _ -> {
                    coordinator.down = true;
                    return true;
                }))
                .isInstanceOf(OutcomeUnknown.class);
    }

    @Test
    void finishedStatusIsAnUnknownOutcome() {
        coordinator.commit = GlobalStatus.Finished;
        assertThatThrownBy(() -> transactions.run("test", _ -> true)).isInstanceOf(OutcomeUnknown.class);
        coordinator.status = GlobalStatus.Finished;
        assertThat(transactions.outcomeOf(XID)).isEqualTo(TransactionOutcome.UNKNOWN);
    }

    @Test
    void circuitBreakerOpensAfterThreeFailures() {
        coordinator.down = true;
        for (int n = 0; n < 3; n++) {
            assertThatThrownBy(() -> transactions.run("test", _ -> true)).isInstanceOf(CoordinatorUnavailable.class);
        }
        coordinator.down = false;
        coordinator.calls.clear();
        assertThatThrownBy(() -> transactions.run("test", _ -> true)).isInstanceOf(CoordinatorUnavailable.class);
        assertThat(coordinator.calls).isEmpty();
    }

    @Test
    void callToAnUnreachableCoordinatorTimesOut() throws Exception {
        coordinator.silent = true;
        assertThatThrownBy(() -> transactions.run("test", _ -> true))
                .isInstanceOf(CoordinatorUnavailable.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(coordinator.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void transactionsBeyondTheConcurrencyLimitAreRefused() throws Exception {
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
        assertThat(coordinator.calls).containsExactly("begin", "commit");
    }

    @Test
    void seataDoesNotDeleteFenceRows() throws IOException {
        String period = PropertiesLoaderUtils.loadAllProperties("platform-defaults.properties")
                .getProperty("seata.tcc.fence.clean-period");
        assertThat(DurationStyle.detectAndParse(period)).isZero();
    }

    @Test
    void everyStatusHasAnOutcome() {
        for (GlobalStatus status : GlobalStatus.values()) {
            assertThat(TransactionOutcome.of(status)).isNotNull();
        }
    }

    /** A scripted coordinator. */
    private static final class Coordinator implements TransactionManager {
        final List<String> calls = new ArrayList<>();
        GlobalStatus commit = GlobalStatus.Committed;
        GlobalStatus status = GlobalStatus.Begin;
        final CountDownLatch interrupted = new CountDownLatch(1);
        volatile boolean down;
        volatile boolean silent;

        private <T> T answer(String question, T answer) throws TransactionException {
            if (silent) {
                block();
            }
            if (down) {
                throw new TransactionException("down");
            }
            calls.add(question);
            return answer;
        }

        private void block() throws TransactionException {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
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
