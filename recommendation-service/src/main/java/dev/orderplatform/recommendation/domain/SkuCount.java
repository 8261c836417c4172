package dev.orderplatform.recommendation.domain;

/**
 * How often a SKU is bought, and which of its baskets are its sample: the pairs of a SKU are counted in its sample only.
 *
 * @param baskets counted baskets with the SKU
 * @param limit the highest hash of a basket in the sample; {@link #ALL} while the sample has all of them
 */
public record SkuCount(int baskets, long limit) {
    public static final long ALL = Long.MAX_VALUE;
    public static final SkuCount NONE = new SkuCount(0, ALL);

    public boolean samples(Basket basket) {
        return basket.hash() <= limit;
    }
}
