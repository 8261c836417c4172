package dev.orderplatform.tools.demo;

import java.util.ArrayList;
import java.util.List;

/** What ought to hold, and did not. Safe for many customers at once. */
final class Expectations {

    private static final int NAMED = 10;

    private final List<String> failures = new ArrayList<>();
    private int failed;

    synchronized void hold(boolean condition, String otherwise) {
        if (!condition) {
            failed++;
            if (failures.size() < NAMED) {
                failures.add(otherwise);
            }
        }
    }

    synchronized boolean allHold() {
        return failed == 0;
    }

    synchronized List<String> failures() {
        var told = new ArrayList<>(failures);
        if (failed > told.size()) {
            told.add("… and %,d more".formatted(failed - told.size()));
        }
        return told;
    }
}
