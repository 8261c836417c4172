package dev.orderplatform.stack.testing;

import java.util.List;

/**
 * One PostgreSQL server, one broker and one transaction coordinator for all integration tests of a JVM, started at first use and gone with the JVM.
 * Tests keep apart by databases, topics and groups of their own. A test that stops or kills a server takes its own.
 */
public final class SharedServers {

    private SharedServers() {}

    public static TemporaryPostgres postgres() {
        return Postgres.SERVER;
    }

    public static TemporaryKafka kafka() {
        return Kafka.BROKER;
    }

    /** Its store lies on {@link #postgres()}. */
    public static TemporarySeata seata() {
        return Seata.COORDINATOR;
    }

    private static final class Postgres {
        static final TemporaryPostgres SERVER = TemporaryPostgres.startEmpty();
    }

    private static final class Kafka {
        static final TemporaryKafka BROKER = TemporaryKafka.start(List.of());
    }

    private static final class Seata {
        static final TemporarySeata COORDINATOR = TemporarySeata.start(postgres(), "seata");
    }
}
