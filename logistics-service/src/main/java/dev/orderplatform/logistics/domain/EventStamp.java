package dev.orderplatform.logistics.domain;

import java.time.Instant;

/**
 * Under which ownership and when a change is made; part of the events about it.
 *
 * @param epoch of this region's ownership of the order's slot
 * @param at to the millisecond
 */
public record EventStamp(long epoch, Instant at) {}
