package dev.orderplatform.postgres;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Two gauges of rows that wait in tables: {@code NAME.rows}, and {@code NAME.age}, the age of the oldest in seconds, as of
 * the last {@link #read}.
 */
public final class BacklogGauges {
    private final MultiGauge rows;
    private final MultiGauge age;
    private final String tag;
    private final List<Query> queries;

    /**
     * One database's part of the backlog.
     *
     * @param sql yields the tag's value, the number of rows, and the age in seconds or null; it must be a constant, never
     *     input
     */
    public record Query(DataSource database, String sql) {}

    private record Reading(String value, long rows, double age) {}

    public BacklogGauges(MeterRegistry meters, String name, String tag, List<Query> queries) {
        this.rows = MultiGauge.builder(name + ".rows").register(meters);
        this.age = MultiGauge.builder(name + ".age").baseUnit("seconds").register(meters);
        this.tag = tag;
        this.queries = List.copyOf(queries);
    }

    /** A database that does not answer has no values until it answers; then this throws its exception. */
    public void read() {
        List<Reading> readings = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (Query query : queries) {
            try {
                readings.addAll(readings(query));
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        rows.register(readings.stream().map(this::rows).toList(), true);
        age.register(readings.stream().map(this::age).toList(), true);
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private static List<Reading> readings(Query query) {
        return Transaction.run(query.database, transaction -> {
            try (PreparedStatement select = transaction.prepare(query.sql);
                    ResultSet result = select.executeQuery()) {
                return readings(result);
            }
        });
    }

    private static List<Reading> readings(ResultSet result) throws SQLException {
        List<Reading> readings = new ArrayList<>();
        while (result.next()) {
            readings.add(new Reading(result.getString(1), result.getLong(2), result.getDouble(3)));
        }
        return readings;
    }

    private MultiGauge.Row<Number> rows(Reading reading) {
        return MultiGauge.Row.of(Tags.of(tag, reading.value), reading.rows);
    }

    private MultiGauge.Row<Number> age(Reading reading) {
        return MultiGauge.Row.of(Tags.of(tag, reading.value), reading.age);
    }
}
