package dev.orderplatform.runtime.databases;

/**
 * Where a region keeps its data.
 *
 * @param name the region, such as east
 * @param postgres host and port of its PostgreSQL server
 * @param kafka its broker's bootstrap servers
 * @param auditor may read every database of the server, and nothing else
 */
public record RegionData(String name, String postgres, String kafka, Login auditor) {}
