package dev.orderplatform.postgres;

import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * Deletes rows that are older than their life, in small batches found through the index on their time: never a full scan,
 * never a long lock. Those that are beans are applied every ten minutes.
 */
public record Retention(Duration life, List<Table> tables) {
    private static final int BATCH = 1_000;

    public Retention {
        tables = List.copyOf(tables);
    }

    /**
     * A table with a time column that has an index. All but the database come from code, never from outside: they become
     * part of SQL.
     *
     * @param condition of the rows that may go at all
     */
    public record Table(DataSource database, String name, String timeColumn, String condition) {

        /** Any row may go. */
        public Table(DataSource database, String name, String timeColumn) {
            this(database, name, timeColumn, "TRUE");
        }
    }

    /** Deletes everything that is due now. Returns the number of rows. */
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
