package dev.orderplatform.servers;

import java.util.List;

/**
 * One PostgreSQL server, one broker and one transaction coordinator for all integration tests of a JVM, started at
 * first use and stopped with the JVM. Tests use separate databases, topics and consumer groups. A test that stops or
 * kills a server uses its own, or restarts the shared one if no other test class is using it.
 */
public final class SharedServers {

    private static final Lazy<TemporaryPostgres> POSTGRES = new Lazy<>(TemporaryPostgres::startEmpty);
    private static final Lazy<TemporaryKafka> KAFKA = new Lazy<>(() -> TemporaryKafka.start(List.of()));
    private static final Lazy<TemporarySeata> SEATA = new Lazy<>(() -> TemporarySeata.start(postgres(), "seata"));

    private SharedServers() {}

    public static TemporaryPostgres postgres() {
        return POSTGRES.get();
    }

    public static TemporaryKafka kafka() {
        return KAFKA.get();
    }

    /** Its store is on {@link #postgres()}. */
    public static TemporarySeata seata() {
        return SEATA.get();
    }
}
