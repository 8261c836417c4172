package dev.orderplatform.tools.audit;

import java.time.Duration;
import java.util.function.Consumer;

/** Tells how a long wait is going, every few seconds. */
public final class Progress {

    private static final long INTERVAL = Duration.ofSeconds(3).toNanos();

    private final Consumer<String> teller;
    private long due = System.nanoTime() + INTERVAL;

    public Progress(Consumer<String> teller) {
        this.teller = teller;
    }

    public void now(String line) {
        if (System.nanoTime() - due >= 0) {
            due = System.nanoTime() + INTERVAL;
            teller.accept(line);
        }
    }
}
