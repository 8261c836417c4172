package dev.orderplatform.logistics.domain;

/** A callback that waits for the carrier's answer: it contradicts what is known of its parcel. */
public record WaitingCallback(String webhookId, CallbackType type) {}
