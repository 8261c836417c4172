package dev.orderplatform.runtime.supervision;

import java.util.List;
import java.util.function.Consumer;

/** Several waits at the same time, however few cores there are. */
final class Parallel {

    private Parallel() {}

    static <T> void forEach(List<T> items, Consumer<T> action) {
        var threads = items.stream()
                .map(item -> Thread.ofPlatform().daemon().start(() -> action.accept(item)))
                .toList();
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
