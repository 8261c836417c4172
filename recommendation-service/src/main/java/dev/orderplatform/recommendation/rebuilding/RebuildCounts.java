package dev.orderplatform.recommendation.rebuilding;

/** Counts all baskets again in the background, and then serves from the new counts. Blocking. */
public interface RebuildCounts {

    /** Starts a rebuild, unless one is running already. It goes on after a restart of the service. */
    RebuildStatus start();

    RebuildStatus status();
}
