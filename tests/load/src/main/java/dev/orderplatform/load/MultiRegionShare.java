package dev.orderplatform.load;

/** The standard mix with a share of MULTI_REGION orders. */
public final class MultiRegionShare extends LoadSimulation {}
