package dev.orderplatform.evolution.orders.services;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The services that an order waits for.
 *
 * @param inventory base URL of the inventory service
 * @param notification base URL of the notification service
 * @param timeout timeout of one call to either service
 * @param concurrency maximum concurrent calls to each; more are refused, so that one slow service can't occupy all
 *     threads
 * @param rate maximum calls/s to each; more are refused
 * @param attempts maximum attempts of a call whose connection failed; every call is idempotent
 */
@ConfigurationProperties("platform.services")
public record ServicesProperties(
        @DefaultValue("http://127.0.0.1:8102") String inventory,
        @DefaultValue("http://127.0.0.1:8103") String notification,
        @DefaultValue("1s") Duration timeout,
        @DefaultValue("128") int concurrency,
        @DefaultValue("5000") int rate,
        @DefaultValue("2") int attempts) {}
