package dev.orderplatform.recommendation.domain;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Counts without a database. */
final class InMemoryCounts implements CountStore<RuntimeException> {
    private final Map<String, SkuCount> skus = new HashMap<>();
    private final Map<String, Integer> pairs = new HashMap<>();
    private final Map<String, TreeMap<Long, Basket>> index = new HashMap<>();
    private int baskets;
    private int maxMoved;

    Baskets.Counts counts() {
        return new Baskets.Counts(baskets, skus, pairs);
    }

    /** The most baskets that one change has moved in or out of samples. */
    int maxMoved() {
        return maxMoved;
    }

    @Override
    public Map<String, SkuCount> counts(Collection<String> wanted) {
        Map<String, SkuCount> found = new HashMap<>(skus);
        found.keySet().retainAll(wanted);
        return found;
    }

    @Override
    public void index(List<Basket> added) {
        added.forEach(basket -> basket.skus().forEach(sku -> of(sku).put(basket.hash(), basket)));
    }

    @Override
    public void removeFromIndex(List<Basket> removed) {
        removed.forEach(basket -> basket.skus().forEach(sku -> of(sku).remove(basket.hash())));
    }

    private TreeMap<Long, Basket> of(String sku) {
        return index.computeIfAbsent(sku, _ -> new TreeMap<>());
    }

    @Override
    public Map<String, Long> hashes(Collection<Step> steps) {
        Map<String, Long> hashes = new HashMap<>();
        for (Step step : steps) {
            Long hash = step.offset() < 0
                    ? of(step.sku()).higherKey(step.from())
                    : of(step.sku()).floorKey(step.from());
            for (int n = 0; n < step.offset(); n++) {
                hash = of(step.sku()).lowerKey(Objects.requireNonNull(hash));
            }
            for (int n = -1; n > step.offset(); n--) {
                hash = of(step.sku()).higherKey(Objects.requireNonNull(hash));
            }
            hashes.put(step.sku(), Objects.requireNonNull(hash));
        }
        return hashes;
    }

    @Override
    public List<Basket> baskets(Collection<Range> ranges) {
        List<Basket> moved = ranges.stream()
                .flatMap(range -> of(range.sku()).subMap(range.after(), false, range.to(), true).values().stream())
                .distinct()
                .toList();
        maxMoved = Math.max(maxMoved, moved.size());
        return moved;
    }

    @Override
    public void save(Map<String, SkuCount> changedSkus, Map<Pair, Integer> changedPairs, int moreBaskets) {
        changedSkus.forEach((sku, count) -> {
            if (count.baskets() > 0) {
                skus.put(sku, count);
            } else {
                skus.remove(sku);
            }
        });
        changedPairs.forEach((pair, change) -> pairs.merge(
                pair.first() + " " + pair.second(), change, (old, more) -> old + more == 0 ? null : old + more));
        baskets += moreBaskets;
    }
}
