package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.tools.explain.evidence.Unread;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Reads several sources at once. One that fails or hangs is noted, and does not delay the others. */
final class Sources {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Unread> unread = new CopyOnWriteArrayList<>();
    private final Duration limit;

    /** @param limit after which a source counts as unreadable */
    Sources(Duration limit) {
        this.limit = limit;
    }

    /**
     * Begins to read.
     *
     * @param part whose rows or topics they are
     * @param otherwise what to return if that fails
     * @return waits for the result
     */
    <T> Supplier<T> begin(String part, T otherwise, Supplier<T> reader) {
        var result = CompletableFuture.supplyAsync(() -> read(part, otherwise, reader), threads)
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    requireTimeout(failure);
                    note(part, "no answer within " + limit.toSeconds() + " s");
                    return otherwise;
                });
        return result::join;
    }

    private <T> T read(String part, T otherwise, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (PlatformException | UncheckedIOException e) {
            note(part, firstSentence(String.valueOf(e.getMessage())));
            return otherwise;
        }
    }

    private static String firstSentence(String message) {
        return message.split("\\.\\s|\\.$|\\R", 2)[0];
    }

    // Anything else is a defect of this code and must be seen.
    private static void requireTimeout(Throwable failure) {
        if (!(failure instanceof TimeoutException)) {
            throw new CompletionException(failure);
        }
    }

    /** Notes that a source is not read. */
    void note(String part, String reason) {
        unread.add(new Unread(part, reason));
    }

    boolean isUnread(String part) {
        return unread.stream().anyMatch(missing -> missing.part().equals(part));
    }

    List<Unread> unread() {
        return List.copyOf(unread);
    }
}
