package dev.orderplatform.stack;

import dev.orderplatform.stack.backlog.BacklogFiles;
import dev.orderplatform.stack.databases.ControlDatabase;
import dev.orderplatform.stack.databases.Login;
import dev.orderplatform.stack.process.Project;
import dev.orderplatform.stack.process.StackFailure;
import dev.orderplatform.stack.supervision.DataFolder;
import dev.orderplatform.stack.supervision.PlatformState;
import dev.orderplatform.stack.supervision.Programs;
import dev.orderplatform.stack.supervision.RunSettings;
import dev.orderplatform.stack.topology.KafkaPart;
import dev.orderplatform.stack.topology.Part;
import dev.orderplatform.stack.topology.PostgresPart;
import dev.orderplatform.stack.topology.Topology;
import dev.orderplatform.stack.topology.TopologySettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** The platform of this project and data folder, for every command: where its parts are and how to reach them. */
public record Platform(Project project, DataFolder data, RunSettings settings) {

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

    public Topology topology() {
        return Topology.of(settings.topology());
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
                .orElseThrow(() -> new StackFailure("No part is called %s; there are: %s"
                        .formatted(
                                name,
                                topology().parts().stream().map(Part::name).collect(Collectors.joining(", ")))));
    }
}
