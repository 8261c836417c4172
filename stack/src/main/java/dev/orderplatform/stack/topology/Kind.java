package dev.orderplatform.stack.topology;

/** What sort of process a part is. */
public enum Kind {
    POSTGRES,
    KAFKA,
    SEATA,
    SERVICE
}
