package dev.orderplatform.tools.deadletters;

import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.runtime.process.PlatformException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Records decisions in the database {@code control}. Deciding again changes nothing. */
final class DecisionLog implements AutoCloseable {

    private static final String CREATE = """
        CREATE TABLE IF NOT EXISTS t_dead_letter_decision (
          region     text        NOT NULL,
          topic      text        NOT NULL,
          partition  int         NOT NULL,
          "offset"   bigint      NOT NULL,
          event_id   text,
          decision   text        NOT NULL CHECK (decision IN ('REPLAYED', 'DISCARDED')),
          decided_at timestamptz NOT NULL DEFAULT now(),
          PRIMARY KEY (region, topic, partition, "offset")
        )
        """;
    private static final String INSERT = """
        INSERT INTO t_dead_letter_decision (region, topic, partition, "offset", event_id, decision)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """;

    /** What may be done with a dead letter. */
    enum Decision {
        REPLAYED,
        DISCARDED
    }

    private final Connection connection;

    private DecisionLog(Connection connection) {
        this.connection = connection;
    }

    static DecisionLog open(PlatformData data) {
        try {
            var connection = DriverManager.getConnection(
                    "jdbc:postgresql://" + data.global() + "/control?connectTimeout=3&socketTimeout=30",
                    data.control().role(),
                    data.control().password());
            try (var statement = connection.createStatement()) {
                statement.execute(CREATE);
            }
            return new DecisionLog(connection);
        } catch (SQLException e) {
            throw new PlatformException("Cannot record decisions in database control: " + e.getMessage(), e);
        }
    }

    void record(DeadLetter letter, Decision decision) {
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, letter.position().region());
            insert.setString(2, letter.position().topic());
            insert.setInt(3, letter.position().partition());
            insert.setLong(4, letter.position().offset());
            insert.setString(5, letter.eventId().orElse(null));
            insert.setString(6, decision.name());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new PlatformException("Cannot record the decision about " + letter.name() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // Every decision is committed already.
        }
    }
}
