package dev.orderplatform.web.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.web.problem.ProblemException;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingTest {

    private static final Predicate<Throwable> BUSY = failure ->
            failure instanceof ProblemException refusal && refusal.status().value() == 503;

    @Test
    void runsOnVirtualThreadOncePerSubscription() {
        try (Blocking blocking = blocking(1, 0, Duration.ofSeconds(5))) {
            Mono<Boolean> call = blocking.call(() -> Thread.currentThread().isVirtual());
            StepVerifier.create(call.concatWith(call)).expectNext(true, true).verifyComplete();
        }
    }

    @Test
    void blockingAnEventLoopFailsTests() {
        var onLoop = Mono.fromRunnable(() -> LockSupport.parkNanos(1)).subscribeOn(Schedulers.parallel());
        StepVerifier.create(onLoop).verifyError(BlockingOperationError.class);
    }

    // The initializer waits for a lock, the lock's owner for the others, and they for the initializer. If each pinned
    // its carrier thread, this would deadlock.
    @Test
    void threadWaitingForAClassInitializerReleasesItsCarrier() {
        int others = 48;
        CountDownLatch owned = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(others);
        try (Blocking blocking = blocking(others + 1, 0, Duration.ofSeconds(10))) {
            Mono<Integer> owner = blocking.call(() -> {
                Initialised.LOCK.lock();
                owned.countDown();
                arrived.await();
                Initialised.LOCK.unlock();
                return 0;
            });
            Mono<Integer> other = blocking.call(() -> {
                owned.await();
                arrived.countDown();
                return Initialised.Late.VALUE;
            });
            StepVerifier.create(Flux.merge(owner, Flux.range(0, others).flatMap(_ -> other, others))
                            .count())
                    .expectNext(others + 1L)
                    .verifyComplete();
        }
    }

    private static final class Initialised {
        static final ReentrantLock LOCK = new ReentrantLock();

        static final class Late {
            static final int VALUE = whenFree();

            private static int whenFree() {
                LOCK.lock();
                LOCK.unlock();
                return 1;
            }
        }
    }

    @Test
    void propagatesTheExceptionUnwrapped() {
        IllegalStateException thrown = new IllegalStateException("x");
        try (Blocking blocking = blocking(1, 0, Duration.ofSeconds(5))) {
            StepVerifier.create(blocking.call(() -> {
                        throw thrown;
                    }))
                    .verifyErrorMatches(failure -> failure == thrown);
        }
    }

    @Test
    void refusesCallsBeyondTheBulkhead() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (Blocking blocking = blocking(1, 0, Duration.ofSeconds(5))) {
            Mono<String> running = blocking.<String>call(() -> {
                        started.countDown();
                        release.await();
                        return "done";
                    })
                    .cache();
            running.subscribe();
            started.await();
            StepVerifier.create(blocking.call(() -> "no room")).verifyErrorMatches(BUSY);
            release.countDown();
            StepVerifier.create(running).expectNext("done").verifyComplete();
        }
    }

    @Test
    void callThatTimedOutInTheQueueNeverRuns() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean ran = new AtomicBoolean();
        try (Blocking blocking = blocking(1, 1, Duration.ofMillis(50))) {
            blocking.call(() -> {
                        started.countDown();
                        release.await();
                        return "";
                    })
                    .subscribe(_ -> {}, _ -> {});
            started.await();
            StepVerifier.create(blocking.call(() -> ran.getAndSet(true))).verifyErrorMatches(BUSY);
            release.countDown();
        }
        assertThat(ran).isFalse();
    }

    @Test
    void propagatesTheRequestIdToTheLog() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor("requestId"));
        try (Blocking blocking = blocking(1, 0, Duration.ofSeconds(5))) {
            StepVerifier.create(blocking.call(() -> MDC.get("requestId"))
                            .contextWrite(Context.of(Slf4jThreadLocalAccessor.KEY, Map.of("requestId", "42"))))
                    .expectNext("42")
                    .verifyComplete();
        }
    }

    private static Blocking blocking(int concurrency, int queue, Duration timeout) {
        return new Blocking(new BlockingProperties(concurrency, queue, timeout));
    }
}
