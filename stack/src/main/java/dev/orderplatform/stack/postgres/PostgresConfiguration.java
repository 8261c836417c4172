package dev.orderplatform.stack.postgres;

/** The server's configuration file, written anew before each start. */
final class PostgresConfiguration {

    private PostgresConfiguration() {}

    static String of(PostgresSettings settings) {
        return """
            # Written by orderctl at each start.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            port = %d
            max_connections = %d

            # An acknowledged order is a durable one: never traded for speed.
            fsync = on
            synchronous_commit = on
            full_page_writes = on

            shared_buffers = %dMB
            max_wal_size = 1GB
            # No replicas and few worker processes: this server shares two cores with everything else.
            max_wal_senders = 0
            max_worker_processes = 2
            autovacuum_max_workers = 2
            io_method = sync
            jit = off

            timezone = 'UTC'
            log_timezone = 'UTC'
            log_line_prefix = '%%m [%%p] %%u@%%d '
            log_min_duration_statement = 1s
            """.formatted(settings.port(), settings.maxConnections(), settings.sharedBuffersMegabytes());
    }
}
