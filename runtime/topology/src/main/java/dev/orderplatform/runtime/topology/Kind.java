package dev.orderplatform.runtime.topology;

/** The kind of process that a part is. */
public enum Kind {
    POSTGRES,
    KAFKA,
    SEATA,
    SERVICE,
    SIMULATOR,
    TELEMETRY
}
