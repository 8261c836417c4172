package dev.orderplatform.monolith.stock;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Takes stock and gives it back, in the caller's transaction. */
@Component
public class StockTable {
    private final Stocks stocks;

    StockTable(Stocks stocks) {
        this.stocks = stocks;
    }

    /**
     * Takes all of it or nothing. SKU by SKU in their order, so that two orders never wait for each other in a circle.
     *
     * @return the SKUs that there is not enough of; empty when all was taken
     */
    public List<String> take(SortedMap<String, Integer> units) {
        SortedMap<String, Integer> taken = new TreeMap<>(units);
        taken.entrySet().removeIf(line -> stocks.take(line.getKey(), line.getValue()) == 0);
        if (taken.size() == units.size()) {
            return List.of();
        }
        giveBack(taken);
        return units.keySet().stream().filter(sku -> !taken.containsKey(sku)).toList();
    }

    public void giveBack(SortedMap<String, Integer> units) {
        for (Map.Entry<String, Integer> line : units.entrySet()) {
            if (stocks.giveBack(line.getKey(), line.getValue()) == 0) {
                throw new IllegalStateException("less of " + line.getKey() + " is reserved than its orders hold");
            }
        }
    }
}
