package dev.orderplatform.order.ids;

import java.util.Optional;

/** The right to issue ids under a worker id, for a time. */
@FunctionalInterface
public interface Lease {
    /** The current term; empty while no worker id is leased. */
    Optional<Term> term();

    /**
     * A term of a lease.
     *
     * @param worker 0..31
     * @param issuedBefore no id up to this time (ms since 1970) may be issued: an earlier holder may have done so
     * @param until the latest time that an id issued under this term may contain (ms since 1970)
     */
    record Term(int worker, long issuedBefore, long until) {}
}
