package dev.orderplatform.servers;

import java.util.List;

/**
 * One PostgreSQL server, one broker and one transaction coordinator for all integration tests of a JVM, started at first
 * use and gone with the JVM. Tests keep apart by databases, topics and groups of their own. A test that stops or kills a
 * server takes its own, or starts it again when nothing of another test class uses it.
 */
public final class SharedServers {

    private static final Once<TemporaryPostgres> POSTGRES = new Once<>(TemporaryPostgres::startEmpty);
    private static final Once<TemporaryKafka> KAFKA = new Once<>(() -> TemporaryKafka.start(List.of()));
    private static final Once<TemporarySeata> SEATA = new Once<>(() -> TemporarySeata.start(postgres(), "seata"));

    private SharedServers() {}

    public static TemporaryPostgres postgres() {
        return POSTGRES.get();
    }

    public static TemporaryKafka kafka() {
        return KAFKA.get();
    }

    /** Its store lies on {@link #postgres()}. */
    public static TemporarySeata seata() {
        return SEATA.get();
    }
}
