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
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads the region map and sends heartbeats, over one connection that is kept and opened anew after a failure. For one
 * thread at a time.
 */
public final class ControlDatabase implements AutoCloseable {
    private final ControlProperties properties;
    private @Nullable Connection connection;

    public ControlDatabase(ControlProperties properties) {
        this.properties = properties;
    }

    /**
     * The map as it is now.
     *
     * @throws SQLException when the database does not answer in time, or its map has no owner for some slot
     */
    public RegionMap read() throws SQLException {
        return on(ControlDatabase::read);
    }

    /**
     * Records that a region works at this moment.
     *
     * @throws SQLException when the database does not answer in time
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
            return call.over(open);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T over(Connection open) throws SQLException;
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
            // Nothing was written, so nothing is lost.
        }
    }
}
