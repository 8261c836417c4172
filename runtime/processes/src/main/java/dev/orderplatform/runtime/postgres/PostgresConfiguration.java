package dev.orderplatform.runtime.postgres;

import dev.orderplatform.runtime.process.Resource;

/** The server's configuration file, written anew before each start. */
final class PostgresConfiguration {

    private PostgresConfiguration() {}

    static String of(PostgresSettings settings) {
        return """
            # Written by orderctl at each start.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            port = %d
            shared_buffers = %dMB

            """.formatted(settings.port(), settings.sharedBuffersMegabytes())
                + Resource.text("postgres/postgresql.conf");
    }
}
