package dev.orderplatform.recommendation.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The counts of all baskets that entered and have not left, within one transaction of one writer.
 *
 * @param <X> failure of the store
 */
public interface CountStore<X extends Exception> {

    /** The counts of these SKUs, without those that no basket has. */
    Map<String, SkuCount> counts(Collection<String> skus) throws X;

    /** Adds the baskets to the index of baskets by SKU and hash. */
    void index(List<Basket> baskets) throws X;

    void removeFromIndex(List<Basket> baskets) throws X;

    /** The hash at each step's end, by SKU. */
    Map<String, Long> hashes(Collection<Step> steps) throws X;

    /** The baskets whose hash is in one of the ranges, each once. */
    List<Basket> baskets(Collection<Range> ranges) throws X;

    /** Saves new counts of SKUs, and adds to the counts of pairs and to the number of baskets. */
    void save(Map<String, SkuCount> skus, Map<Pair, Integer> pairs, int baskets) throws X;

    /**
     * From a hash to another one among the indexed baskets of a SKU.
     *
     * @param from not necessarily that of a basket
     * @param offset 0: the highest hash that is not above {@code from}; n: the nth below that; -n: the nth above {@code
     *     from}
     */
    record Step(String sku, long from, int offset) {}

    /** The indexed baskets of a SKU with {@code after} &lt; hash &lt;= {@code to}. */
    record Range(String sku, long after, long to) {}
}
