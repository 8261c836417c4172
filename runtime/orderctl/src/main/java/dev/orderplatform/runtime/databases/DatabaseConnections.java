package dev.orderplatform.runtime.databases;

import java.util.HashMap;
import java.util.Map;

/**
 * One read-only connection to each database, opened when it is first needed. A new connection costs the server a process
 * with empty caches, so it takes longer to open than a small database takes to read.
 */
public final class DatabaseConnections implements AutoCloseable {

    private record Address(String server, String database, Login login) {}

    private final Map<Address, ReadOnlyDatabase> opened = new HashMap<>();

    /**
     * @param server host and port
     * @throws dev.orderplatform.runtime.process.PlatformException if it does not answer or rejects the login
     */
    public ReadOnlyDatabase to(String server, String database, Login login) {
        return opened.computeIfAbsent(
                new Address(server, database, login),
                address -> ReadOnlyDatabase.open(address.server, address.database, address.login));
    }

    @Override
    public void close() {
        opened.values().forEach(ReadOnlyDatabase::close);
        opened.clear();
    }
}
