package dev.orderplatform.ids;

import java.util.Arrays;

/**
 * Maps each slot to a physical table. It is data: resharding moves slots and never changes an id. Tables are numbered
 * 0..31 across the databases of a region.
 */
public final class ShardMap {
    public static final int DATABASES = 4;
    public static final int TABLES_PER_DATABASE = 8;
    public static final int TABLES = DATABASES * TABLES_PER_DATABASE;

    private final int[] tableOfSlot;

    private ShardMap(int[] tableOfSlot) {
        this.tableOfSlot = tableOfSlot;
    }

    /** Equal ranges of slots: table {@code slot / 32}. */
    public static ShardMap even() {
        int[] tableOfSlot = new int[Slot.COUNT];
        Arrays.setAll(tableOfSlot, slot -> slot * TABLES / Slot.COUNT);
        return new ShardMap(tableOfSlot);
    }

    public Table tableOf(Slot slot) {
        return new Table(tableOfSlot[slot.number()]);
    }

    /**
     * A physical table.
     *
     * @param number 0..31 within the region
     */
    public record Table(int number) {
        /** @param index 0..7 */
        public static Table of(int database, int index) {
            return new Table(database * TABLES_PER_DATABASE + index);
        }

        /** 0..3, as in {@code order_ds_<database>}. */
        public int database() {
            return number / TABLES_PER_DATABASE;
        }

        /** 0..7, as in {@code t_order_<index>}. */
        public int index() {
            return number % TABLES_PER_DATABASE;
        }
    }
}
