package dev.orderplatform.order.sharding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SQL text with as many rows or keys as are asked for, for statements that the rule routes ({@link TableStatement} is for
 * batches). Parser, driver and server know a statement by its text, and a text
 * that is new to the sharding parser costs it milliseconds, cold far more. So lists of keys are padded to few
 * sizes: a handful of texts serves all.
 */
public final class Rows {
    private final String before;
    private final String row;
    private final String after;
    private final Map<Integer, String> texts = new ConcurrentHashMap<>();

    /** @param row what is repeated, separated by commas, between {@code before} and {@code after} */
    public Rows(String before, String row, String after) {
        this.before = before;
        this.row = row;
        this.after = after;
    }

    /**
     * Repeats the last key until the size is a power of two or the middle between two. One that stands twice in a list
     * changes nothing.
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
