package dev.orderplatform.recommendation.domain;

import dev.orderplatform.ids.OrderId;
import dev.orderplatform.ids.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Random baskets, and what their counts must be. */
public final class Baskets {
    private Baskets() {}

    /** Baskets of new orders, with some SKUs in most of them. */
    public static List<Basket> random(SplittableRandom random, int count, int skus) {
        long time = System.currentTimeMillis();
        List<Basket> baskets = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            long id = OrderId.compose(time + n, new Slot(random.nextInt(Slot.COUNT)), 0, 0);
            baskets.add(new Basket(id, 1 + random.nextInt(20), Basket.Status.COUNTED, skus(random, skus)));
        }
        return baskets;
    }

    // The square makes the first SKUs far more frequent than the last ones.
    private static List<String> skus(SplittableRandom random, int skus) {
        Set<String> chosen = new TreeSet<>();
        int size = 1 + random.nextInt(6);
        for (int n = 0; n < size; n++) {
            double share = random.nextDouble();
            chosen.add("SKU-%05d".formatted((int) (share * share * skus)));
        }
        return List.copyOf(chosen);
    }

    /**
     * The counts of exactly these baskets, computed without {@link CountBaskets}.
     *
     * @param pairs by both SKUs, joined by a space
     */
    public record Counts(int baskets, Map<String, SkuCount> skus, Map<String, Integer> pairs) {

        public static Counts of(List<Basket> baskets, int maxSample) {
            Map<String, TreeSet<Long>> hashes = new HashMap<>();
            for (Basket basket : baskets) {
                for (String sku : basket.skus()) {
                    hashes.computeIfAbsent(sku, _ -> new TreeSet<>()).add(basket.hash());
                }
            }
            Map<String, SkuCount> skus = new HashMap<>();
            hashes.forEach((sku, all) -> skus.put(
                    sku,
                    new SkuCount(
                            all.size(),
                            all.size() <= maxSample
                                    ? SkuCount.ALL
                                    : all.stream()
                                            .skip(maxSample - 1)
                                            .findFirst()
                                            .orElseThrow())));
            Map<String, Integer> pairs = new HashMap<>();
            for (Basket basket : baskets) {
                for (String first : basket.skus()) {
                    for (String second : basket.skus()) {
                        if (first.compareTo(second) < 0
                                && skus.getOrDefault(first, SkuCount.NONE).samples(basket)
                                && skus.getOrDefault(second, SkuCount.NONE).samples(basket)) {
                            pairs.merge(first + " " + second, 1, Integer::sum);
                        }
                    }
                }
            }
            return new Counts(baskets.size(), skus, pairs);
        }
    }
}
