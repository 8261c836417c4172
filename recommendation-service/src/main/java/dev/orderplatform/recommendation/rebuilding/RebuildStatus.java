package dev.orderplatform.recommendation.rebuilding;

import java.util.Optional;

/**
 * Whether a rebuild is running, and how far it is.
 *
 * @param serving number of the generation of counts that is served
 * @param building the one that replaces it when the rebuild is finished
 * @param counted baskets that the rebuild has counted
 * @param baskets counted baskets in all
 */
public record RebuildStatus(int serving, Optional<Integer> building, long counted, long baskets) {}
