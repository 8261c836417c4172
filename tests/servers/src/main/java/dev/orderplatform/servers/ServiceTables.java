package dev.orderplatform.servers;

import dev.orderplatform.runtime.process.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Tables of the platform's modules as the services have them, for tests that run without a service. */
public final class ServiceTables {

    private static final String MIGRATION = "inventory-service/src/main/resources/db/inventory/V1__inventory.sql";

    private ServiceTables() {}

    /**
     * The statements that make a table of inventory and its indexes.
     *
     * @param table such as t_outbox
     */
    public static String create(String table) {
        try {
            var statements = Files.readString(Project.locate().root().resolve(MIGRATION))
                    .replaceAll("(?m)^--.*$", "")
                    .split(";");
            return Arrays.stream(statements)
                            .filter(statement -> statement.contains("CREATE TABLE " + table + " (")
                                    || statement.contains("INDEX") && statement.contains(" ON " + table + " "))
                            .collect(Collectors.joining(";"))
                    + ";";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
