package dev.orderplatform.tools.simulators.callbacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderplatform.tools.simulators.journal.CallbackEntry.CallbackAbandoned;
import dev.orderplatform.tools.simulators.journal.CallbackEntry.CallbackAccepted;
import dev.orderplatform.tools.simulators.journal.Decision;
import dev.orderplatform.tools.simulators.journal.Due;
import dev.orderplatform.tools.simulators.journal.Journal;
import dev.orderplatform.webhooks.WebhookSigner;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends messages that are due, several at a time, and repeats each until it is accepted or abandoned. */
public final class CallbackSender implements AutoCloseable {
    private static final System.Logger log = System.getLogger(CallbackSender.class.getName());
    private static final int CONCURRENCY = 16;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

    private final Journal journal;
    private final URI receiver;
    private final WebhookSigner signer;
    private final Timer timer;
    /** Bounded by what the journal lets become due. */
    private final LinkedBlockingQueue<Attempt> due = new LinkedBlockingQueue<>();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile boolean closed;

    /** Runs work later. */
    @FunctionalInterface
    public interface Timer {
        void after(Duration pause, Runnable work);
    }

    public CallbackSender(Journal journal, URI receiver, WebhookSigner signer, Timer timer) {
        this.journal = journal;
        this.receiver = receiver;
        this.signer = signer;
        this.timer = timer;
    }

    public void start() {
        for (int n = 0; n < CONCURRENCY; n++) {
            Thread.ofVirtual().name("callbacks-" + n).start(this::work);
        }
    }

    public void send(Due.Callback callback) {
        due.add(Attempt.first(callback));
    }

    private void work() {
        while (!closed) {
            try {
                var attempt = due.poll(1, TimeUnit.SECONDS);
                if (attempt != null && !closed) {
                    deliver(attempt);
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                // An exception that ended the worker would leave fewer for all later callbacks.
                report(e);
            }
        }
    }

    private void deliver(Attempt attempt) throws InterruptedException {
        var callback = attempt.callback();
        // Also waits until what the message reports is on disk.
        if (!journal.decide(_ -> Decision.only(() -> journal.owes(callback)))) {
            return;
        }
        int status = post(callback);
        report(status);
        var next = attempt.answered(status);
        if (next.isDone()) {
            journal.note(moment -> new CallbackAccepted(moment.now(), callback.webhookId(), next.made(), status));
        } else if (next.isAbandoned()) {
            log.log(Level.WARNING, "Callback {0} was refused with {1}", callback.webhookId(), status);
            journal.note(moment -> new CallbackAbandoned(moment.now(), callback.webhookId(), next.made(), status));
        } else if (next.failures() == 0) {
            due.add(next);
        } else {
            timer.after(BACKOFF.pause(next.failures(), ThreadLocalRandom.current()), () -> due.add(next));
        }
    }

    /** Status of the answer; 0 without answer. */
    private int post(Due.Callback callback) throws InterruptedException {
        byte[] body = callback.body().getBytes(UTF_8);
        var request = HttpRequest.newBuilder(receiver)
                .timeout(REQUEST_TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        // With all secrets: the receiver may not have the newest one yet.
        signer.signWithAll(callback.webhookId(), body).forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return 0;
        }
    }

    // After close, the ledger is closed, too: what was being sent stays due.
    private void report(RuntimeException failure) {
        if (!closed) {
            log.log(Level.ERROR, "A callback could not be sent", failure);
        }
    }

    // Once per series of failures: an outage of hours must not fill the log.
    private void report(int status) {
        boolean failed = status / 100 != 2;
        if (failing.getAndSet(failed) == failed) {
            return;
        }
        if (failed) {
            log.log(Level.WARNING, "{0} does not accept callbacks (status {1}); they are repeated", receiver, status);
        } else {
            log.log(Level.INFO, "{0} accepts callbacks again", receiver);
        }
    }

    /** Starts no further attempt. What is not accepted stays due and is sent after the next start. */
    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
    }
}
