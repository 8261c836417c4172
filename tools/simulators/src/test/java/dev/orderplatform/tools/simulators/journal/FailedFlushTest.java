package dev.orderplatform.tools.simulators.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class FailedFlushTest {
    private final CountDownLatch flushing = new CountDownLatch(1);
    private final CountDownLatch fail = new CountDownLatch(1);
    private final Ledger ledger = new Ledger(Path.of("ledger.jsonl"), new FlushFailsOnce(this::flush), new LineIndex());

    // fsync reports a lost page once: the flush after it succeeds.
    @Test
    void callersThatWaitedForAFailedFlushFailToo() throws Exception {
        long number = ledger.append("line");
        var first = new FutureTask<Void>(() -> ledger.awaitDurable(number), null);
        var second = new FutureTask<Void>(() -> ledger.awaitDurable(number), null);
        Thread.ofPlatform().start(first);
        flushing.await();
        var waiting = Thread.ofPlatform().start(second);
        await().until(() -> waiting.getState() == Thread.State.BLOCKED);
        fail.countDown();
        assertThatThrownBy(first::get).hasCauseInstanceOf(LedgerException.class);
        assertThatThrownBy(second::get).hasCauseInstanceOf(LedgerException.class);
        assertThat(ledger.isIntact()).isFalse();
    }

    private void flush() throws IOException {
        flushing.countDown();
        try {
            fail.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new IOException("Input/output error");
    }
}
