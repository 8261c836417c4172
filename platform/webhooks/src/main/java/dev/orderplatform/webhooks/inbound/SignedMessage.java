package dev.orderplatform.webhooks.inbound;

/**
 * A webhook whose signature is valid.
 *
 * @param id by which repeats are recognised
 * @param body exactly as received
 */
public record SignedMessage(String id, byte[] body) {}
