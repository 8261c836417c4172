package dev.orderplatform.runtime.topology;

/**
 * The declaration of a simulator of an external system.
 *
 * @param callbackPath the gateway's route for its callbacks
 * @param secret the name of the secret that signs them; it ends with {@code -webhook}
 */
record Simulator(String name, int port, String callbackPath, String secret) {}
