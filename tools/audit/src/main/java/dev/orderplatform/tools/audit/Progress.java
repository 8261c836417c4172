package dev.orderplatform.tools.audit;

import java.time.Duration;
import java.util.function.Consumer;

/** Prints the progress of a long wait every few seconds. */
public final class Progress {

    private static final long INTERVAL = Duration.ofSeconds(3).toNanos();

    private final Consumer<String> printer;
    private long due = System.nanoTime() + INTERVAL;

    public Progress(Consumer<String> printer) {
        this.printer = printer;
    }

    public void now(String line) {
        if (System.nanoTime() - due >= 0) {
            due = System.nanoTime() + INTERVAL;
            printer.accept(line);
        }
    }
}
