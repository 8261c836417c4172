package dev.orderplatform.runtime.postgres;

import dev.orderplatform.runtime.process.Resource;

/** The server's configuration file, rewritten before each start. */
final class PostgresConfiguration {

    private PostgresConfiguration() {}

    static String of(PostgresSettings settings) {
        return """
            # Written by orderctl at each start.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            port = %d
            shared_buffers = %dMB
            scram_iterations = %d

            """.formatted(settings.port(), settings.sharedBuffersMegabytes(), PostgresServer.SCRAM_ITERATIONS)
                + Resource.text("postgres/postgresql.conf");
    }
}
