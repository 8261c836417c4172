package dev.orderplatform.load;

/** Checkouts at one rate: the everyday mix. */
public final class SteadyCheckout extends LoadSimulation {}
