package dev.orderplatform.runtime.databases;

import dev.orderplatform.runtime.topology.ServiceData.Consumer;
import dev.orderplatform.runtime.topology.Topology;
import java.util.List;

/**
 * The addresses and credentials of a region's data stores.
 *
 * @param name the region, such as east
 * @param postgres host and port of its PostgreSQL server
 * @param kafka its broker's bootstrap servers
 * @param auditor read-only role for every database of the server
 * @param services the services that store on the server
 * @param consumers the consumer groups at the broker, of all regions' services
 */
public record RegionData(
        String name,
        String postgres,
        String kafka,
        Login auditor,
        List<ServiceStore> services,
        List<Consumer> consumers) {

    public RegionData {
        services = List.copyOf(services);
        consumers = List.copyOf(consumers);
    }

    /** A region of this topology. */
    public static RegionData of(Topology topology, String name, String postgres, String kafka, Login auditor) {
        return new RegionData(
                name,
                postgres,
                kafka,
                auditor,
                stores(topology, "postgres-" + name),
                topology.consumersAt("kafka-" + name));
    }

    /** The services that store on a server. */
    public static List<ServiceStore> stores(Topology topology, String server) {
        return topology.servicesAt(server).stream()
                .map(service ->
                        new ServiceStore(service.module(), service.data().databases()))
                .toList();
    }
}
