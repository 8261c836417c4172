package dev.orderplatform.ids;

import java.util.Arrays;

/**
 * Slot to physical table, as data: resharding moves slots and never changes an id. Tables are numbered through all
 * databases of a region, 0..31.
 */
public final class ShardMap {
    public static final int DATABASES = 4;
    public static final int TABLES_PER_DATABASE = 8;
    public static final int TABLES = DATABASES * TABLES_PER_DATABASE;

    private final int[] tableOfSlot;

    private ShardMap(int[] tableOfSlot) {
        this.tableOfSlot = tableOfSlot;
    }

    /** Equal shares in slot order: table {@code slot / 32}. */
    public static ShardMap even() {
        int[] tableOfSlot = new int[Slot.COUNT];
        Arrays.setAll(tableOfSlot, slot -> slot * TABLES / Slot.COUNT);
        return new ShardMap(tableOfSlot);
    }

    public Table tableOf(Slot slot) {
        return new Table(tableOfSlot[slot.number()]);
    }

    /**
     * A physical table of each logical one.
     *
     * @param number 0..31 within the region
     */
    public record Table(int number) {
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
