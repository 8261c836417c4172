package dev.orderplatform.tools.demo;

import java.time.Duration;
import java.util.function.Consumer;

/** Prints what happens to an order as soon as it happens, in lines for a terminal of 80 columns. */
final class LiveTimeline {

    private final Consumer<String> out;
    private final int width;
    private final long begin = System.nanoTime();

    /** @param longestStatus the status that determines the width of its column */
    LiveTimeline(String longestStatus, Consumer<String> out) {
        this.out = out;
        this.width = longestStatus.length();
    }

    void status(String status, String meaning) {
        line("@|bold " + ("%-" + width + "s").formatted(status) + "|@", meaning);
    }

    void note(String text) {
        line(" ".repeat(width), text);
    }

    private void line(String status, String text) {
        var millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        out.accept("%,8d ms  %s  %s".formatted(millis, status, text).stripTrailing());
    }
}
