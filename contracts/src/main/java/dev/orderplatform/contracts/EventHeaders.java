package dev.orderplatform.contracts;

/** Kafka header names of an event: CloudEvents binary mode, plus the trace context. */
public final class EventHeaders {
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String TRACE_PARENT = "traceparent";

    private EventHeaders() {}
}
