package dev.orderplatform.load;

/** The everyday mix, where a share of the orders must survive the loss of their region. */
public final class MultiRegionShare extends LoadSimulation {}
