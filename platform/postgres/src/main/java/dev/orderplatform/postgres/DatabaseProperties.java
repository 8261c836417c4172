package dev.orderplatform.postgres;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A service's database connection. Each key has an environment variable, such as {@code PLATFORM_DATABASE_URL};
 * passwords usually come from files.
 *
 * @param url JDBC URL; {@code {n}} is replaced by the shard number
 * @param appUsername role of the running service: reads and writes rows, no DDL
 * @param ownerUsername role that migrates the schema at startup
 * @param poolSize max connections per database
 * @param connectTimeout timeout for a connection from the pool and to the server
 * @param statementTimeout statement timeout; the socket timeout is slightly longer, in case the server hangs
 * @param startTimeout how long startup waits for the database
 */
@ConfigurationProperties("platform.database")
public record DatabaseProperties(
        String url,
        String appUsername,
        String appPassword,
        String ownerUsername,
        String ownerPassword,
        @DefaultValue("8") int poolSize,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("8s") Duration statementTimeout,
        @DefaultValue("90s") Duration startTimeout) {

    /** The properties of one shard. */
    public DatabaseProperties shard(int number) {
        return new DatabaseProperties(
                url.replace("{n}", Integer.toString(number)),
                appUsername,
                appPassword,
                ownerUsername,
                ownerPassword,
                poolSize,
                connectTimeout,
                statementTimeout,
                startTimeout);
    }

    /** The same properties with another pool size. */
    public DatabaseProperties withPoolSize(int connections) {
        return new DatabaseProperties(
                url,
                appUsername,
                appPassword,
                ownerUsername,
                ownerPassword,
                connections,
                connectTimeout,
                statementTimeout,
                startTimeout);
    }

    @Override
    public String toString() {
        return "DatabaseProperties[" + url + " as " + appUsername + "]"; // keeps passwords out of logs
    }
}
