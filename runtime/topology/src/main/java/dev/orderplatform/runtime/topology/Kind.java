package dev.orderplatform.runtime.topology;

/** What sort of process a part is. */
public enum Kind {
    POSTGRES,
    KAFKA,
    SEATA,
    SERVICE
}
