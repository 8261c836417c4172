package dev.orderplatform.order.sharding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SQL text with a given number of rows or keys, for statements that the sharding rule routes ({@link TableStatement} is
 * for batches). Parser, driver and server cache statements by text, and a new text costs the sharding parser
 * milliseconds, far more in a cold JVM. So lists of keys are padded to a few sizes, and a handful of texts serves all.
 */
public final class Rows {
    private final String before;
    private final String row;
    private final String after;
    private final Map<Integer, String> texts = new ConcurrentHashMap<>();

    /** @param row text to repeat between {@code before} and {@code after}, separated by commas */
    public Rows(String before, String row, String after) {
        this.before = before;
        this.row = row;
        this.after = after;
    }

    /**
     * Repeats the last key until the size is a power of two or halfway between two. A duplicate key in a list has no
     * effect.
     */
    public static <T> List<T> padded(Collection<T> batch) {
        List<T> padded = new ArrayList<>(batch);
        while (padded.size() > 2 && !isUsual(padded.size())) {
            padded.add(padded.getLast());
        }
        return padded;
    }

    private static boolean isUsual(int size) {
        int bits = Integer.highestOneBit(size);
        return size == bits || size == bits + bits / 2;
    }

    public String times(int n) {
        return texts.computeIfAbsent(n, count -> before + String.join(",", Collections.nCopies(count, row)) + after);
    }
}
