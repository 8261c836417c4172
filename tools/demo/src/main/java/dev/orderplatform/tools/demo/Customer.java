package dev.orderplatform.tools.demo;

/** A user with a token. */
record Customer(long userId, String token) {}
