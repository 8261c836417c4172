package dev.orderplatform.regions;

import dev.orderplatform.ids.RegionMap;
import dev.orderplatform.ids.RegionMap.Ownership;
import dev.orderplatform.ids.Slot;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the region map and writes heartbeats over one connection, which is reopened after a failure. Not thread-safe.
 */
public final class ControlDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ControlDatabase.class);
    private static final long RETRY_INTERVAL_MS = 500;

    private final ControlProperties properties;
    private @Nullable Connection connection;

    public ControlDatabase(ControlProperties properties) {
        this.properties = properties;
    }

    /**
     * The current map.
     *
     * @throws SQLException if the database does not respond in time, or the map is incomplete
     */
    public RegionMap read() throws SQLException {
        return on(ControlDatabase::read);
    }

    /**
     * The current map; waits until the service that owns the schema has created it. Blocks.
     *
     * @throws IllegalStateException if it can't be read within the start timeout
     */
    RegionMap awaitMap() {
        Instant deadline = Instant.now().plus(properties.startTimeout());
        boolean logged = false;
        while (true) {
            try {
                return read();
            } catch (SQLException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("can't read the region map from " + properties.url(), e);
                }
                if (!logged) {
                    log.info("waiting for the region map: {}", e.getMessage());
                    logged = true;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_INTERVAL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the region map", e);
        }
    }

    /**
     * Records a heartbeat of the region.
     *
     * @throws SQLException if the database does not respond in time
     */
    public void beat(String region) throws SQLException {
        on(open -> {
            open.setReadOnly(false);
            try (PreparedStatement statement = open.prepareStatement("SELECT heartbeat(?)")) {
                statement.setString(1, region);
                return statement.execute();
            }
        });
    }

    private <T> T on(Call<T> call) throws SQLException {
        try {
            Connection open = connection == null ? open() : connection;
            connection = open;
            return call.run(open);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T run(Connection open) throws SQLException;
    }

    private static RegionMap read(Connection open) throws SQLException {
        List<Ownership> owners = new ArrayList<>(Slot.COUNT);
        try (Statement statement = open.createStatement();
                ResultSet rows = statement.executeQuery("SELECT region, epoch FROM t_slot ORDER BY slot")) {
            while (rows.next()) {
                owners.add(new Ownership(rows.getString(1), rows.getLong(2)));
            }
        }
        if (owners.size() != Slot.COUNT) {
            throw new SQLException("the region map has " + owners.size() + " slots");
        }
        return RegionMap.of(owners);
    }

    private Connection open() throws SQLException {
        String seconds = Long.toString(Math.max(1, properties.timeout().toSeconds()));
        Properties login = new Properties();
        login.setProperty("user", properties.appUsername());
        login.setProperty("password", properties.appPassword());
        login.setProperty("ApplicationName", "region-map");
        login.setProperty("connectTimeout", seconds);
        login.setProperty("loginTimeout", seconds);
        login.setProperty("socketTimeout", seconds);
        Connection open = DriverManager.getConnection(properties.url(), login);
        open.setReadOnly(true);
        return open;
    }

    @Override
    public void close() {
        try (Connection _ = connection) {
            connection = null;
        } catch (SQLException _) {
            // Every statement commits by itself, so nothing is lost.
        }
    }
}
