package dev.orderplatform.runtime.postgres;

import java.nio.file.Path;

/**
 * What makes one PostgreSQL server different from another.
 *
 * @param distributions where the programs get unpacked
 * @param home where its data lie
 * @param log its log file
 * @param host by which it is reached; a server that is started here listens on the loopback interface only
 * @param sharedBuffersMegabytes memory for cached pages
 * @param superuserPassword known to the stack alone; services have roles of their own
 */
public record PostgresSettings(
        Path distributions,
        Path home,
        Path log,
        String host,
        int port,
        int sharedBuffersMegabytes,
        String superuserPassword) {

    Path data() {
        return home.resolve("data");
    }

    @Override
    public String toString() {
        return "PostgreSQL at " + host + ":" + port;
    }
}
