package dev.orderplatform.monolith.stock;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface Stocks extends JpaRepository<Stock, String> {

    /** Takes units in one guarded statement, without a prior read. Zero updated rows means too little stock. */
    @Modifying
    @Query("UPDATE Stock s SET s.available = s.available - :units, s.reserved = s.reserved + :units"
            + " WHERE s.sku = :sku AND s.available >= :units")
    int take(String sku, long units);

    @Modifying
    @Query("UPDATE Stock s SET s.available = s.available + :units, s.reserved = s.reserved - :units"
            + " WHERE s.sku = :sku AND s.reserved >= :units")
    int giveBack(String sku, long units);
}
