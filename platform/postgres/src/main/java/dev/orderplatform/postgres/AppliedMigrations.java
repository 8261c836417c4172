package dev.orderplatform.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Checks whether a database has exactly the migrations on the class path. That is so at nearly every start, and then
 * Flyway need not be loaded for each database.
 */
final class AppliedMigrations {

    private static final String MISSING_TABLE = "42P01";

    private AppliedMigrations() {}

    /** False also if the history is missing or unusual, so that Flyway decides. */
    static boolean complete(Connection owner, String location) throws SQLException {
        Optional<Map<String, Integer>> recorded = recorded(owner);
        return recorded.isPresent() && recorded.get().equals(checksums(location));
    }

    private static Optional<Map<String, Integer>> recorded(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT script, checksum, type, success FROM flyway_schema_history WHERE type <> 'BASELINE'")) {
            Map<String, Integer> recorded = new HashMap<>();
            while (rows.next()) {
                if (!rows.getString("type").equals("SQL") || !rows.getBoolean("success")) {
                    return Optional.empty();
                }
                recorded.put(rows.getString("script"), rows.getInt("checksum"));
            }
            return Optional.of(recorded);
        } catch (SQLException e) {
            if (MISSING_TABLE.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Map<String, Integer> checksums(String location) {
        try {
            Map<String, Integer> checksums = new HashMap<>();
            for (Resource script : new PathMatchingResourcePatternResolver().getResources(location + "/V*.sql")) {
                checksums.put(String.valueOf(script.getFilename()), checksum(script));
            }
            return checksums;
        } catch (IOException e) {
            throw new IllegalStateException("the migrations of " + location + " can't be read", e);
        }
    }

    // Flyway's checksum: CRC-32 of the lines without their terminators.
    private static int checksum(Resource script) throws IOException {
        CRC32 crc = new CRC32();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(script.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).forEach(crc::update);
        }
        return (int) crc.getValue();
    }
}
