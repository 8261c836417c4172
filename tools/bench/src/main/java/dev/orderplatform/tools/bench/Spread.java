package dev.orderplatform.tools.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Figures of several rounds: the median, and between what they lie. */
public record Spread(double median, double least, double most) {

    public static <T> Spread of(Collection<T> rounds, ToDoubleFunction<T> figure) {
        var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        var median = Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
                .average()
                .orElseThrow();
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Such as 1,234 (1,100–1,300). */
    public String text(int decimals) {
        return number(median, decimals)
                + (least == most ? "" : " (" + number(least, decimals) + "–" + number(most, decimals) + ")");
    }

    public static String number(double number, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }
}
