package dev.orderplatform.recommendation.serving;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.orderplatform.recommendation.domain.Scored;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Keeps scores and best sellers in memory for some seconds. Concurrent requests for the same share one query. */
@Component
@EnableConfigurationProperties(ServingProperties.class)
final class CachedPurchases {
    /** Enough for the longest list, even if many are out of stock. */
    private static final int MAX_SCORED = 150;

    private static final int MAX_BEST_SELLERS = 250;
    private static final String ALL = "";

    private final Purchases purchases;
    private final Cache<String, List<Scored>> scores;
    private final Cache<String, List<Scored>> bestSellers;

    CachedPurchases(Purchases purchases, ServingProperties properties) {
        this.purchases = purchases;
        this.scores = Caffeine.newBuilder()
                .expireAfterWrite(properties.cacheTtl())
                .maximumWeight(properties.cachedScores())
                .weigher((String _, List<Scored> list) -> 1 + list.size())
                .build();
        this.bestSellers = Caffeine.newBuilder()
                .expireAfterWrite(properties.cacheTtl())
                .maximumSize(1)
                .build();
    }

    List<Scored> boughtWith(String sku) {
        return scores.get(sku, key -> purchases.boughtWith(key, MAX_SCORED));
    }

    /** With score 0. */
    List<Scored> bestSellers() {
        return bestSellers.get(
                ALL,
                _ -> purchases.bestSellers(MAX_BEST_SELLERS).stream()
                        .map(sku -> new Scored(sku, 0))
                        .toList());
    }
}
