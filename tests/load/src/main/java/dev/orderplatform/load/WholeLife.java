package dev.orderplatform.load;

/** The standard mix, with a share of orders that are paid, shipped and delivered. */
public final class WholeLife extends LoadSimulation {}
