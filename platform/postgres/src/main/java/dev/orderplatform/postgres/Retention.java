package dev.orderplatform.postgres;

import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * Deletes old rows in small batches through the index on their time column, without full scans or long locks.
 * Retentions that are beans run every ten minutes.
 */
public record Retention(Duration life, List<Table> tables) {
    private static final int BATCH = 1_000;

    public Retention {
        tables = List.copyOf(tables);
    }

    /**
     * A table with an indexed time column. The texts must be constants, never input: they become part of SQL.
     *
     * @param condition restricts which rows may be deleted
     */
    public record Table(DataSource database, String name, String timeColumn, String condition) {

        /** Any row may be deleted. */
        public Table(DataSource database, String name, String timeColumn) {
            this(database, name, timeColumn, "TRUE");
        }
    }

    /** Deletes all rows that are due and returns their number. */
    public int clean() {
        return tables.stream().mapToInt(this::clean).sum();
    }

    private int clean(Table table) {
        int deleted = 0;
        int batch;
        do {
            batch = cleanBatch(table);
            deleted += batch;
        } while (batch == BATCH);
        return deleted;
    }

    private int cleanBatch(Table table) {
        return Transaction.run(table.database(), transaction -> {
            try (var delete = transaction.prepare("DELETE FROM " + table.name()
                    + " WHERE ctid = ANY (ARRAY (SELECT ctid FROM " + table.name() + " WHERE " + table.timeColumn()
                    + " < now() - ? * interval '1 second' AND " + table.condition() + " LIMIT " + BATCH + "))")) {
                delete.setLong(1, life.toSeconds());
                return delete.executeUpdate();
            }
        });
    }
}
