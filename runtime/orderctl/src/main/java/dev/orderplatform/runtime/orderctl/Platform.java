package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.backlog.BacklogFiles;
import dev.orderplatform.runtime.databases.ControlDatabase;
import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.supervision.DataFolder;
import dev.orderplatform.runtime.supervision.PlatformState;
import dev.orderplatform.runtime.supervision.Programs;
import dev.orderplatform.runtime.supervision.RunSettings;
import dev.orderplatform.runtime.topology.KafkaPart;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.PostgresPart;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.runtime.topology.TopologySettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The platform of this project and data folder, for every command: where its parts are and how to reach them.
 *
 * @param supervise the arguments of orderctl that run its supervisor
 */
public record Platform(
        Project project, DataFolder data, RunSettings settings, Topology topology, List<String> supervise) {

    public Platform(Project project, DataFolder data, RunSettings settings) {
        this(project, data, settings, Topology.of(settings.topology()), List.of(Supervise.NAME));
    }

    /** The platform as it was started, or as it would be by now. One in containers is as its control database knows it. */
    public static Platform here() {
        var project = Project.locate();
        var data = DataFolder.of(project);
        return new Platform(
                project,
                data,
                RunSettings.load(data).orElseGet(() -> RunSettings.initial(data, asked -> regions(data, asked))));
    }

    private static Set<String> regions(DataFolder data, TopologySettings settings) {
        var server = Topology.of(settings).part(PostgresPart.class, "postgres-global");
        var password = data.secrets().password(server.name(), Programs.AUDITOR);
        return ControlDatabase.regions(server.address(), new Login(Programs.AUDITOR, password));
    }

    public Platform with(RunSettings other) {
        return new Platform(project, data, other);
    }

    public Programs programs() {
        return Programs.real(project, data);
    }

    public PlatformState state() {
        return new PlatformState(data, topology(), programs());
    }

    /** The last figures of what waits; the supervisor writes them. */
    BacklogFiles backlogFiles() {
        return new BacklogFiles(data.backlog());
    }

    public String gatewayUrl() {
        return topology().gatewayUrl();
    }

    /** The bootstrap servers of a broker, such as kafka-east. */
    public String bootstrapServers(String broker) {
        return topology().part(KafkaPart.class, broker).bootstrapServers();
    }

    /** A connection that may read everything in a database and write nothing. */
    public Connection audit(String server, String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", Programs.AUDITOR);
        properties.setProperty("password", data.secrets().password(server, Programs.AUDITOR));
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("readOnly", "true");
        return DriverManager.getConnection(
                topology().part(PostgresPart.class, server).url(database), properties);
    }

    Part part(String name) {
        return topology()
                .find(name)
                .orElseThrow(() -> new PlatformException("No part is called %s; there are: %s"
                        .formatted(
                                name,
                                topology().parts().stream().map(Part::name).collect(Collectors.joining(", ")))));
    }
}
