package dev.orderplatform.globaltransactions;

import dev.orderplatform.telemetry.Traces;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.core.model.TransactionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs global transactions. Begin, branches and decision block the caller's thread, to which the xid is bound, so it
 * should be a virtual thread. A bulkhead limits concurrency, each call to the coordinator has a timeout, and a circuit
 * breaker fails fast while the coordinator is down.
 */
public final class GlobalTransactions {
    private static final Logger log = LoggerFactory.getLogger(GlobalTransactions.class);

    // Longer than the client's RPC timeout, shorter than its connect timeout.
    private static final Duration REQUEST_TIMEOUT = Duration.ofMillis(1_500);

    private final TransactionManager coordinator;
    private final Traces traces;
    private final MeterRegistry meters;
    private final Duration timeout;
    private final Bulkhead bulkhead;
    private final CircuitBreaker breaker;
    private final TimeLimiter timeLimiter = TimeLimiter.of(REQUEST_TIMEOUT);

    GlobalTransactions(
            TransactionManager coordinator, GlobalProperties properties, Traces traces, MeterRegistry meters) {
        this.coordinator = coordinator;
        this.traces = traces;
        this.meters = meters;
        this.timeout = properties.timeout();
        this.bulkhead = Bulkhead.of(
                "global-transactions",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(properties.concurrency())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        this.breaker = CircuitBreakers.of("coordinator");
    }

    /** The branches of a transaction, executed one after the other on the thread to which the xid is bound. */
    @FunctionalInterface
    public interface Branches<T> {
        /** @param xid to be sent to the other participants, see {@link Xid#HEADER} */
        T write(String xid) throws Exception;
    }

    /** The result of a committed transaction. */
    public record Committed<T>(String xid, T result) {}

    /**
     * Runs a transaction, blocking.
     *
     * @param name shown in the coordinator's log and store
     * @throws CoordinatorUnavailable if it could not begin; nothing has happened
     * @throws RolledBack if a branch failed (the cause) or the transaction timed out; no changes remain
     * @throws OutcomeUnknown if the response to the commit was lost; it may be committed or rolled back
     */
    public <T> Committed<T> run(String name, Branches<T> branches) {
        try {
            return bulkhead.executeSupplier(() -> counted(name, branches));
        } catch (BulkheadFullException e) {
            throw new CoordinatorUnavailable("too many concurrent global transactions", e);
        }
    }

    /** The coordinator rolls a transaction back that is undecided for this long. */
    public Duration timeout() {
        return timeout;
    }

    /**
     * A transaction's outcome according to the coordinator; UNKNOWN if it has no record of it.
     *
     * @throws CoordinatorUnavailable if it does not respond
     */
    public TransactionOutcome outcomeOf(String xid) {
        return TransactionOutcome.of(call(() -> coordinator.getStatus(xid)));
    }

    private String begin(String name) {
        return call(() -> coordinator.begin(null, null, name, (int) timeout.toMillis()));
    }

    private <T> Committed<T> counted(String name, Branches<T> branches) {
        String outcome = "unknown";
        try {
            Committed<T> committed = traced(name, begin(name), branches);
            outcome = "committed";
            return committed;
        } catch (RolledBack e) {
            outcome = "rolled-back";
            throw e;
        } catch (CoordinatorUnavailable e) {
            outcome = "unavailable";
            throw e;
        } finally {
            meters.counter("platform.global.transactions", "name", name, "outcome", outcome)
                    .increment();
        }
    }

    private <T> Committed<T> traced(String name, String xid, Branches<T> branches) {
        return traces.runChild(
                "global transaction " + name,
                Attributes.of(AttributeKey.stringKey("seata.xid"), xid),
                () -> execute(xid, branches));
    }

    private <T> Committed<T> execute(String xid, Branches<T> branches) {
        T result;
        try {
            result = Xid.bound(xid, () -> branches.write(xid));
        } catch (Exception | Error e) {
            log.info("rolling back {}: {}", xid, e.toString());
            rollback(xid);
            throw new RolledBack(xid, e);
        }
        commit(xid);
        return new Committed<>(xid, result);
    }

    private void commit(String xid) {
        TransactionOutcome outcome;
        try {
            outcome = TransactionOutcome.of(call(() -> coordinator.commit(xid)));
        } catch (CoordinatorUnavailable e) {
            outcome = outcomeAfterLostResponse(xid, e);
        }
        switch (outcome) {
            case COMMITTED -> {}
            case ROLLED_BACK -> throw new RolledBack(xid, new TransactionException("it timed out"));
            // OPEN means that the commit has not arrived yet; it may still arrive.
            case OPEN, UNKNOWN -> throw new OutcomeUnknown(xid);
        }
    }

    private TransactionOutcome outcomeAfterLostResponse(String xid, CoordinatorUnavailable lost) {
        try {
            return outcomeOf(xid);
        } catch (CoordinatorUnavailable e) {
            lost.addSuppressed(e);
            throw new OutcomeUnknown(xid, lost);
        }
    }

    // If this fails, the coordinator rolls back when the transaction times out.
    private void rollback(String xid) {
        try {
            call(() -> coordinator.rollback(xid));
        } catch (CoordinatorUnavailable e) {
            log.warn("rollback of {} failed, it will time out: {}", xid, e.getMessage());
        }
    }

    private <T> T call(Callable<T> request) {
        try {
            return breaker.executeCallable(() -> timeLimiter.executeFutureSupplier(() -> submit(request)));
        } catch (CallNotPermittedException e) {
            throw new CoordinatorUnavailable("the circuit breaker to the coordinator is open", e);
        } catch (Exception e) {
            throw new CoordinatorUnavailable("the coordinator does not respond: " + e.getMessage(), e);
        }
    }

    private static <T> Future<T> submit(Callable<T> request) {
        FutureTask<T> response = new FutureTask<>(request);
        Thread.ofVirtual().name("coordinator").start(response);
        return response;
    }
}
