package dev.orderplatform.inventory.replenishing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration of replenishing.
 *
 * @param atLeast minimum units per transfer if the other region has them, so that a burst of orders needs few transfers
 * @param answerTimeout how long an order waits for the other regions' response before it is rejected
 */
@ConfigurationProperties("platform.replenishing")
record ReplenishingProperties(
        @DefaultValue("50") int atLeast,
        @DefaultValue("15s") Duration answerTimeout) {}
