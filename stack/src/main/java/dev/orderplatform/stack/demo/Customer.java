package dev.orderplatform.stack.demo;

/** Somebody who orders. */
record Customer(long userId, String token) {}
