package dev.orderplatform.tools.simulators.parcels;

/** Some units of one product in a parcel. */
record Line(String sku, long quantity) {}
