package dev.orderplatform.runtime.postgres;

import java.nio.file.Path;

/**
 * The settings of one PostgreSQL server.
 *
 * @param distributions where the binaries are unpacked
 * @param home contains its data folder
 * @param log its log file
 * @param host where clients reach it; a server started by orderctl listens on loopback only
 * @param sharedBuffersMegabytes memory for cached pages
 * @param superuserPassword known to orderctl only; services have their own roles
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
