package dev.orderplatform.load;

/** A flash sale: as many customers as ever, but all want one of a few SKUs ({@code --skus}). */
public final class HotSku extends LoadSimulation {}
