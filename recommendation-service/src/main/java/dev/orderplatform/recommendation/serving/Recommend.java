package dev.orderplatform.recommendation.serving;

import dev.orderplatform.recommendation.domain.Scored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Recommends products, the highest score first, then best sellers. Blocking. */
@Component
public final class Recommend {
    private static final int RECENT_ORDERS = 5;
    /** SKUs of the recent orders whose scores are summed up; bounds the queries of a request. */
    private static final int MAX_SEEDS = 10;
    /** More are not considered, even if all of these are out of stock. */
    private static final int MAX_CANDIDATES = 500;
    /** The stock of this many SKUs is looked up first, or of as many as are needed; then of twice as many each time. */
    private static final int MIN_CHUNK = 20;

    private final Purchases purchases;
    private final CachedPurchases cached;
    private final Products products;
    private final Stock stock;

    Recommend(Purchases purchases, CachedPurchases cached, Products products, Stock stock) {
        this.purchases = purchases;
        this.cached = cached;
        this.products = products;
        this.stock = stock;
    }

    /**
     * What is bought together with a SKU.
     *
     * @return empty if there is no such SKU
     * @throws CatalogueUnknown until the catalogue is loaded
     */
    public Optional<List<Recommendation>> forSku(String sku, int limit) {
        return products.find(sku).map(_ -> choose(cached.boughtWith(sku), Set.of(sku), limit));
    }

    /**
     * What is bought together with the SKUs of the user's last orders, without those SKUs.
     *
     * @throws CatalogueUnknown until the catalogue is loaded
     */
    public List<Recommendation> forUser(long userId, int limit) {
        List<String> bought = purchases.recent(userId, RECENT_ORDERS);
        Map<String, Double> sums = new HashMap<>();
        bought.stream()
                .limit(MAX_SEEDS)
                .flatMap(sku -> cached.boughtWith(sku).stream())
                .forEach(scored -> sums.merge(scored.sku(), scored.score(), Double::sum));
        List<Scored> scored = sums.entrySet().stream()
                .map(sum -> new Scored(sum.getKey(), sum.getValue()))
                .sorted(Scored.HIGHEST_FIRST)
                .toList();
        return choose(scored, Set.copyOf(bought), limit);
    }

    private List<Recommendation> choose(List<Scored> scored, Set<String> excluded, int limit) {
        List<Recommendation> candidates = candidates(scored, excluded);
        List<Recommendation> chosen = new ArrayList<>();
        int from = 0;
        int chunk = Math.max(MIN_CHUNK, limit);
        while (chosen.size() < limit && from < candidates.size()) {
            int to = Math.min(candidates.size(), from + chunk);
            addInStock(chosen, candidates.subList(from, to));
            from = to;
            chunk *= 2;
        }
        return chosen.subList(0, Math.min(limit, chosen.size()));
    }

    // A SKU that is no longer in the catalogue can't be ordered.
    private List<Recommendation> candidates(List<Scored> scored, Set<String> excluded) {
        Map<String, Recommendation> candidates = new LinkedHashMap<>();
        for (List<Scored> source : List.of(scored, cached.bestSellers())) {
            for (Scored candidate : source) {
                if (!excluded.contains(candidate.sku())) {
                    products.find(candidate.sku())
                            .ifPresent(product -> candidates.putIfAbsent(
                                    candidate.sku(), new Recommendation(product, candidate.score())));
                }
            }
        }
        return candidates.values().stream().limit(MAX_CANDIDATES).toList();
    }

    private void addInStock(Collection<Recommendation> chosen, List<Recommendation> candidates) {
        Set<String> outOfStock = stock.outOfStock(
                candidates.stream().map(candidate -> candidate.product().sku()).toList());
        candidates.stream()
                .filter(candidate -> !outOfStock.contains(candidate.product().sku()))
                .forEach(chosen::add);
    }
}
