package dev.orderplatform.runtime.databases;

/**
 * The addresses and credentials of a region's data stores.
 *
 * @param name the region, such as east
 * @param postgres host and port of its PostgreSQL server
 * @param kafka its broker's bootstrap servers
 * @param auditor read-only role for every database of the server
 */
public record RegionData(String name, String postgres, String kafka, Login auditor) {}
