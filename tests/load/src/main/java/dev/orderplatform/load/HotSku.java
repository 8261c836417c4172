package dev.orderplatform.load;

/** A flash sale: all customers order a few SKUs ({@code --skus}). */
public final class HotSku extends LoadSimulation {}
