package dev.orderplatform.recommendation.domain;

/**
 * Two SKUs of one basket.
 *
 * @param first smaller than {@code second}
 */
public record Pair(String first, String second) {
    public Pair {
        if (first.compareTo(second) >= 0) {
            throw new IllegalArgumentException("a pair is sorted, got " + first + ", " + second);
        }
    }
}
