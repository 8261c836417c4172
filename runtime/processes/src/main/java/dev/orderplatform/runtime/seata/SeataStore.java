package dev.orderplatform.runtime.seata;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Resource;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The coordinator's database.
 *
 * @param url its JDBC URL
 * @param owner creates its tables
 * @param app reads and writes their rows, nothing else
 */
public record SeataStore(String url, String owner, String ownerPassword, String app) {

    /** Makes the tables. Does nothing the next time. */
    public void prepare() {
        try (var connection = DriverManager.getConnection(url, owner, ownerPassword);
                var statement = connection.createStatement()) {
            statement.execute(Resource.text("seata/store.sql"));
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + app);
        } catch (SQLException e) {
            throw new PlatformException("Cannot prepare " + this + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "the coordinator's store at " + url; // no password ever reaches a log
    }
}
