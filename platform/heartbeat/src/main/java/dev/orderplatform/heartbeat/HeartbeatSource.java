package dev.orderplatform.heartbeat;

import dev.orderplatform.postgres.DatabaseProperties;

/**
 * What sends heartbeats. Declare it as a bean. Besides the database and its URL, the service's own broker must answer.
 *
 * @param name as the auditor knows it: the region for order-service, else the service with its region
 * @param database one of the service
 * @param url of a GET that must be answered with 2xx: the health of what the service calls
 */
public record HeartbeatSource(String name, DatabaseProperties database, String url) {}
