package dev.orderplatform.recommendation.domain;

import dev.orderplatform.recommendation.domain.CountStore.Range;
import dev.orderplatform.recommendation.domain.CountStore.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts baskets, SKUs and pairs of SKUs. The counts depend on the set of baskets alone, not on the sequence in which
 * they came and went.
 *
 * <p>The sample of a SKU is its {@code maxSample} baskets with the lowest hashes. A pair is counted in the baskets that
 * are in the samples of both SKUs. An arriving basket displaces at most one from each sample, so its work has a bound,
 * and a SKU that nearly every basket has costs less the more often it is bought.
 */
public final class CountBaskets {
    /** Of a SKU. More make the scores of best sellers more exact, and take more rows to read for them. */
    public static final int MAX_SAMPLE = 1_000;

    private final int maxSample;

    public CountBaskets(int maxSample) {
        this.maxSample = maxSample;
    }

    /**
     * Counts baskets that enter and those that leave. Each is in one of the lists at most, and once.
     *
     * @param leaving have entered before
     */
    public <X extends Exception> void apply(CountStore<X> store, List<Basket> entering, List<Basket> leaving) throws X {
        Set<String> touched = skus(entering);
        touched.addAll(skus(leaving));
        Map<String, SkuCount> before = new HashMap<>(store.counts(touched));
        store.index(entering);
        store.removeFromIndex(leaving);
        Map<String, SkuCount> after = after(store, before, entering, leaving, touched);
        List<Basket> moved = moved(store.baskets(changedRanges(before, after)), entering);
        Set<String> others = skus(moved);
        others.removeAll(touched);
        Map<String, SkuCount> unchanged = store.counts(others);
        before.putAll(unchanged);

        PairChanges pairs = new PairChanges();
        pairs.add(leaving, before, -1);
        pairs.add(moved, before, -1);
        Map<String, SkuCount> now = new HashMap<>(after);
        now.putAll(unchanged);
        pairs.add(moved, now, 1);
        pairs.add(entering, now, 1);
        store.save(after, pairs.changes(), entering.size() - leaving.size());
    }

    private static List<Basket> moved(List<Basket> inRanges, List<Basket> entering) {
        Set<Long> enteringIds = new HashSet<>();
        entering.forEach(basket -> enteringIds.add(basket.orderId()));
        return inRanges.stream()
                .filter(basket -> !enteringIds.contains(basket.orderId()))
                .toList();
    }

    // Sorted, like all that is saved: the same sequence of rows in each transaction.
    private static Set<String> skus(Collection<Basket> baskets) {
        Set<String> skus = new TreeSet<>();
        baskets.forEach(basket -> skus.addAll(basket.skus()));
        return skus;
    }

    private <X extends Exception> Map<String, SkuCount> after(
            CountStore<X> store,
            Map<String, SkuCount> before,
            List<Basket> entering,
            List<Basket> leaving,
            Set<String> touched)
            throws X {
        Map<String, Change> changes = changes(before, entering, leaving, touched);
        List<Step> steps = new ArrayList<>();
        changes.forEach((sku, change) -> {
            if (change.newLimit()) {
                steps.add(new Step(sku, change.count.limit(), change.sampled - maxSample));
            }
        });
        Map<String, Long> limits = store.hashes(steps);
        Map<String, SkuCount> after = new TreeMap<>();
        changes.forEach((sku, change) -> after.put(sku, change.after(limits.getOrDefault(sku, change.count.limit()))));
        return after;
    }

    private Map<String, Change> changes(
            Map<String, SkuCount> before, List<Basket> entering, List<Basket> leaving, Set<String> touched) {
        Map<String, Change> changes = new TreeMap<>();
        touched.forEach(sku -> changes.put(sku, new Change(before.getOrDefault(sku, SkuCount.NONE))));
        entering.forEach(
                basket -> basket.skus().forEach(sku -> change(changes, sku).enter(basket)));
        leaving.forEach(
                basket -> basket.skus().forEach(sku -> change(changes, sku).leave(basket)));
        return changes;
    }

    private static Change change(Map<String, Change> changes, String sku) {
        Change change = changes.get(sku);
        if (change == null) {
            throw new IllegalStateException(sku + " is not among the changed SKUs");
        }
        return change;
    }

    private static List<Range> changedRanges(Map<String, SkuCount> before, Map<String, SkuCount> after) {
        List<Range> ranges = new ArrayList<>();
        after.forEach((sku, now) -> {
            long was = before.getOrDefault(sku, SkuCount.NONE).limit();
            if (was != now.limit()) {
                ranges.add(new Range(sku, Math.min(was, now.limit()), Math.max(was, now.limit())));
            }
        });
        return ranges;
    }

    /** How the baskets of one SKU change. */
    private final class Change {
        private final SkuCount count;
        private int baskets;
        /** Baskets up to the old limit. */
        private int sampled;

        private boolean limitLeft;

        Change(SkuCount count) {
            this.count = count;
            this.baskets = count.baskets();
            this.sampled = Math.min(baskets, maxSample);
        }

        void enter(Basket basket) {
            baskets++;
            sampled += count.samples(basket) ? 1 : 0;
        }

        void leave(Basket basket) {
            baskets--;
            sampled -= count.samples(basket) ? 1 : 0;
            limitLeft |= basket.hash() == count.limit();
        }

        boolean newLimit() {
            return baskets > maxSample && (sampled != maxSample || limitLeft);
        }

        /** @param limit used only if not all baskets fit into the sample */
        SkuCount after(long limit) {
            return new SkuCount(Math.max(0, baskets), baskets > maxSample ? limit : SkuCount.ALL);
        }
    }

    /** Sums up changes of pairs. */
    private static final class PairChanges {
        private final Map<Pair, Integer> changes = new HashMap<>();

        void add(List<Basket> baskets, Map<String, SkuCount> counts, int change) {
            for (Basket basket : baskets) {
                List<String> sampled = basket.skus().stream()
                        .filter(sku -> counts.getOrDefault(sku, SkuCount.NONE).samples(basket))
                        .toList();
                for (int n = 0; n < sampled.size(); n++) {
                    for (String second : sampled.subList(n + 1, sampled.size())) {
                        changes.merge(new Pair(sampled.get(n), second), change, Integer::sum);
                    }
                }
            }
        }

        Map<Pair, Integer> changes() {
            changes.values().removeIf(change -> change == 0);
            return changes;
        }
    }
}
