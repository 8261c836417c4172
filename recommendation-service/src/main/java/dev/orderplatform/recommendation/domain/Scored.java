package dev.orderplatform.recommendation.domain;

import java.util.Comparator;

/** A SKU and its score. */
public record Scored(String sku, double score) {
    /** The highest score first, and always the same sequence. */
    public static final Comparator<Scored> HIGHEST_FIRST =
            Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::sku);
}
