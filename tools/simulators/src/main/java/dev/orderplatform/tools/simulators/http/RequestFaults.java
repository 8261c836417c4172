package dev.orderplatform.tools.simulators.http;

/** Faults of single requests, asked in the order of their arrival. */
public interface RequestFaults {

    /** What becomes of a request. */
    enum Outcome {
        ANSWERED,
        /** Refused with 503. */
        UNAVAILABLE,
        /** Carried out, and not answered. */
        HANGING
    }

    Outcome next();
}
