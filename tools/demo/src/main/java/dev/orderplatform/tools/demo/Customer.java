package dev.orderplatform.tools.demo;

/** Somebody who orders. */
record Customer(long userId, String token) {}
