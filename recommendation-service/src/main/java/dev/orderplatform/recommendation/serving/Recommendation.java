package dev.orderplatform.recommendation.serving;

/**
 * A recommended product.
 *
 * @param score log-likelihood ratio; without a SKU the sum over the user's SKUs; 0 for a best seller
 */
public record Recommendation(Product product, double score) {}
