package dev.orderplatform.contracts;

/** The stream of sample-service. Those of the platform's services are in {@link EventStreams}. */
public final class SampleStream {
    public static final EventStream<SampleEvent> SAMPLE =
            new EventStream<>("sample-events", "/sample-service", SampleEvent.class);

    private SampleStream() {}
}
