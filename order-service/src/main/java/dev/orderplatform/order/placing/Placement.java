package dev.orderplatform.order.placing;

import dev.orderplatform.web.problem.ProblemException;

/** What became of a wish to place an order. */
sealed interface Placement {

    /** This request placed it. */
    record Placed(Receipt receipt) implements Placement {}

    /** An earlier request with the same key and body placed it. */
    record Repeated(Receipt receipt) implements Placement {}

    /** The key belongs to another wish, or to one that is not decided yet. */
    record Refused(ProblemException reason) implements Placement {}
}
