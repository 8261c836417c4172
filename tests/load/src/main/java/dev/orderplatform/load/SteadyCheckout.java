package dev.orderplatform.load;

/** The standard mix at a constant rate. */
public final class SteadyCheckout extends LoadSimulation {}
