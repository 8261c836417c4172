package dev.orderplatform.postgres;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A service's way to its database. Each key has an environment variable, such as {@code PLATFORM_DATABASE_URL}; the
 * passwords usually come as files.
 *
 * @param url JDBC URL; {@code {n}} in it stands for the number of a shard
 * @param appUsername role of the running service: rows only, no schema
 * @param ownerUsername role that migrates the schema at start
 * @param poolSize connections a database, at most
 * @param connectTimeout longest wait for a connection, from the pool or to the server
 * @param statementTimeout longest run of a statement; the socket gives up a little later, for a server that hangs
 * @param startTimeout how long a start waits for a database that is not there yet
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

    /** The same, for one shard. */
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

    /** The same, with a pool of another size. */
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
        return "DatabaseProperties[" + url + " as " + appUsername + "]"; // no password ever reaches a log
    }
}
