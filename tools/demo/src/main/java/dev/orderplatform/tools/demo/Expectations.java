package dev.orderplatform.tools.demo;

import java.util.ArrayList;
import java.util.List;

/** Collects failed checks. Thread-safe. */
final class Expectations {

    private static final int MAX_LISTED = 10;

    private final List<String> failures = new ArrayList<>();
    private int count;

    synchronized void check(boolean condition, String failure) {
        if (!condition) {
            count++;
            if (failures.size() < MAX_LISTED) {
                failures.add(failure);
            }
        }
    }

    synchronized boolean allPassed() {
        return count == 0;
    }

    synchronized List<String> failures() {
        var listed = new ArrayList<>(failures);
        if (count > listed.size()) {
            listed.add("… and %,d more".formatted(count - listed.size()));
        }
        return listed;
    }
}
