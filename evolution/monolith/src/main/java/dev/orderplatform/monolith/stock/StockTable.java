package dev.orderplatform.monolith.stock;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Reserves and releases stock in the caller's transaction. */
@Component
public class StockTable {
    private final Stocks stocks;

    StockTable(Stocks stocks) {
        this.stocks = stocks;
    }

    /**
     * Reserves all units or none. Sorted by SKU: all orders lock stock rows in the same sequence, which prevents
     * deadlocks.
     *
     * @return the SKUs with too little stock; empty if all units are reserved
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
                throw new IllegalStateException("orders hold more of " + line.getKey() + " than is reserved");
            }
        }
    }
}
