package dev.orderplatform.globaltransactions;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.timelimiter.TimeLimiter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.core.model.GlobalStatus;
import org.apache.seata.core.model.TransactionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs global transactions. Begin, work and decision happen on the caller's thread, which should be a virtual one: the id
 * is bound to it, and a branch blocks. Bounded: so many at once, no call to the coordinator longer than its
 * time-out, and a breaker that refuses at once while the coordinator is away.
 */
public final class GlobalTransactions {
    private static final Logger log = LoggerFactory.getLogger(GlobalTransactions.class);

    // More than the client waits for an answer, less than it tries to connect.
    private static final Duration ANSWER = Duration.ofMillis(1_500);

    private final TransactionManager coordinator;
    private final Duration timeout;
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;
    private final TimeLimiter limit = TimeLimiter.of(ANSWER);

    GlobalTransactions(TransactionManager coordinator, GlobalProperties properties) {
        this.coordinator = coordinator;
        this.timeout = properties.timeout();
        this.bulkhead = Bulkhead.of(
                "global-transactions",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(properties.concurrency())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        this.breaker = Breakers.of("coordinator");
    }

    /** The branches of a transaction, written one after the other by the thread that the id is bound to. */
    @FunctionalInterface
    public interface Branches<T> {
        /** @param xid to be told to the other services that take part, see {@link Xid#HEADER} */
        T write(String xid) throws Exception;
    }

    /** What came of a transaction that was committed. */
    public record Committed<T>(String xid, T result) {}

    /**
     * Runs a transaction, blocking.
     *
     * @param name in the coordinator's records
     * @throws CoordinatorUnavailable when it could not begin: nothing has happened
     * @throws RolledBack when a branch failed, with its failure as the cause, or the time was over: nothing is left
     * @throws OutcomeUnknown when the answer to the commit was lost: it may be committed or rolled back
     */
    public <T> Committed<T> run(String name, Branches<T> branches) {
        try {
            return bulkhead.executeSupplier(() -> begun(begin(name), branches));
        } catch (BulkheadFullException e) {
            throw new CoordinatorUnavailable("as many global transactions as may run at once are under way", e);
        }
    }

    /** How long a transaction may stay undecided. */
    public Duration timeout() {
        return timeout;
    }

    /**
     * What the coordinator says of a transaction; FORGOTTEN of any that it does not know.
     *
     * @throws CoordinatorUnavailable when it does not answer
     */
    public Fate fateOf(String xid) {
        return Fate.of(ask(() -> coordinator.getStatus(xid)));
    }

    private String begin(String name) {
        return ask(() -> coordinator.begin(null, null, name, (int) timeout.toMillis()));
    }

    private <T> Committed<T> begun(String xid, Branches<T> branches) {
        T result;
        try {
            result = Xid.bound(xid, () -> branches.write(xid));
        } catch (Exception | Error e) {
            log.info("{} is rolled back: {}", xid, e.toString());
            rollback(xid);
            throw new RolledBack(xid, e);
        }
        commit(xid);
        return new Committed<>(xid, result);
    }

    private void commit(String xid) {
        Fate fate;
        try {
            fate = Fate.of(ask(() -> coordinator.commit(xid)));
        } catch (CoordinatorUnavailable e) {
            fate = fateAfterLostAnswer(xid, e);
        }
        switch (fate) {
            case COMMITTED -> {}
            case ROLLED_BACK -> throw new RolledBack(xid, new TransactionException("its time was over"));
            // Known as open only if the commit never arrived; it may still be on its way.
            case OPEN, FORGOTTEN -> throw new OutcomeUnknown(xid);
        }
    }

    private Fate fateAfterLostAnswer(String xid, CoordinatorUnavailable lost) {
        try {
            return fateOf(xid);
        } catch (CoordinatorUnavailable e) {
            lost.addSuppressed(e);
            throw new OutcomeUnknown(xid, lost);
        }
    }

    // When this fails too, the coordinator's own time-out does the same.
    private void rollback(String xid) {
        try {
            ask(() -> coordinator.rollback(xid));
        } catch (CoordinatorUnavailable e) {
            log.warn("{} is left to its time-out: {}", xid, e.getMessage());
        }
    }

    private <T> T ask(Callable<T> question) {
        try {
            return breaker.executeCallable(() -> limit.executeFutureSupplier(() -> asked(question)));
        } catch (CallNotPermittedException e) {
            throw new CoordinatorUnavailable("the coordinator was away a moment ago", e);
        } catch (Exception e) {
            throw new CoordinatorUnavailable("the coordinator does not answer: " + e.getMessage(), e);
        }
    }

    private static <T> Future<T> asked(Callable<T> question) {
        FutureTask<T> answer = new FutureTask<>(question);
        Thread.ofVirtual().name("coordinator").start(answer);
        return answer;
    }

    /** How a transaction stands with the coordinator. */
    public enum Fate {
        /** Not decided yet. */
        OPEN,
        /** Decided; every branch is or will be committed. */
        COMMITTED,
        /** Decided; every branch is or will be rolled back. */
        ROLLED_BACK,
        /** Finished, or never known: the coordinator can't tell which. */
        FORGOTTEN;

        static Fate of(GlobalStatus status) {
            return switch (status) {
                case Begin -> OPEN;
                case Committed,
                        Committing,
                        CommitRetrying,
                        AsyncCommitting,
                        CommitFailed,
                        CommitRetryTimeout,
                        StopCommitOrCommitRetry -> COMMITTED;
                case Rollbacking,
                        RollbackRetrying,
                        Rollbacked,
                        RollbackFailed,
                        RollbackRetryTimeout,
                        TimeoutRollbacking,
                        TimeoutRollbackRetrying,
                        TimeoutRollbacked,
                        TimeoutRollbackFailed,
                        StopRollbackOrRollbackRetry -> ROLLED_BACK;
                case Finished, UnKnown, Deleting -> FORGOTTEN;
            };
        }
    }
}
