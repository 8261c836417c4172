package dev.orderplatform.tools.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orderplatform.runtime.databases.Login;
import dev.orderplatform.runtime.databases.RegionData;
import dev.orderplatform.runtime.process.JavaCommand;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.supervision.DataFolder;
import dev.orderplatform.runtime.topology.KafkaPart;
import dev.orderplatform.runtime.topology.PostgresPart;
import dev.orderplatform.runtime.topology.Topology;
import dev.orderplatform.runtime.topology.TopologySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A platform of one region, run by orderctl on separate ports and data. */
public final class TemporaryPlatform implements AutoCloseable {
    private static final String REGION = Topology.regionNames().getFirst();
    private static final String AUDITOR = "auditor";
    private static final String SUPERUSER = "postgres";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Longer than any measurement: timers are written, and no order is cancelled meanwhile. */
    private static final String PAYMENT_WINDOW = "1d";

    private final DataFolder data;
    private final TopologySettings settings;
    private final Topology topology;
    private final Thread atExit = new Thread(() -> orderctl("down"));

    private TemporaryPlatform(DataFolder data, TopologySettings settings) {
        this.data = data;
        this.settings = settings;
        this.topology = Topology.of(settings);
    }

    /**
     * Starts a platform and returns when it is ready. The services must be built.
     *
     * @param data its data folder, which is emptied first
     * @param portOffset added to every port
     * @param stock units of each SKU
     */
    public static TemporaryPlatform start(Path data, int portOffset, int stock) {
        var platform = new TemporaryPlatform(
                new DataFolder(data.toAbsolutePath()),
                new TopologySettings(1, stock, portOffset).withPaymentWindow(PAYMENT_WINDOW));
        Runtime.getRuntime().addShutdownHook(platform.atExit);
        platform.orderctl("reset", "--yes");
        platform.up();
        return platform;
    }

    /** Starts all parts that do not run, and returns when all are ready. */
    public void up() {
        try {
            orderctl(
                    "up",
                    "--regions",
                    "1",
                    "--stock",
                    Integer.toString(settings.stock()),
                    "--payment-window",
                    settings.paymentWindow());
        } catch (PlatformException _) {
            // On a busy machine it may only have timed out; the parts go on starting.
            orderctl("up");
        }
    }

    /** Stops all parts; keeps the data. */
    public void down() {
        orderctl("down");
    }

    public String gatewayUrl() {
        return topology.gatewayUrl();
    }

    /** The process of each part. */
    public Map<String, Long> pids() {
        try {
            var pids = new LinkedHashMap<String, Long>();
            for (JsonNode part : JSON.readTree(orderctl("status", "--json")).path("processes")) {
                pids.put(part.path("name").asText(), part.path("pid").asLong());
            }
            return pids;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The data stores of the only region. */
    public RegionData region() {
        var server = topology.part(PostgresPart.class, "postgres-" + REGION);
        return new RegionData(
                REGION,
                server.address(),
                topology.part(KafkaPart.class, "kafka-" + REGION).bootstrapServers(),
                new Login(AUDITOR, data.secrets().password(server.name(), AUDITOR)));
    }

    /** A superuser's connection to one of the platform's databases. */
    public Connection connect(String database) throws SQLException {
        var server = topology.parts().stream()
                .filter(PostgresPart.class::isInstance)
                .map(PostgresPart.class::cast)
                .filter(part ->
                        part.databases().stream().anyMatch(one -> one.name().equals(database)))
                .findFirst()
                .orElseThrow();
        return DriverManager.getConnection(
                server.url(database), SUPERUSER, data.secrets().password(server.name(), SUPERUSER));
    }

    /** Runs a command and returns its output. */
    public String orderctl(String... arguments) {
        try {
            var output = Files.createTempFile("orderctl", ".log");
            var status = process(output, arguments).waitFor();
            var printed = Files.readString(output);
            Files.delete(output);
            if (status != 0) {
                throw new PlatformException("orderctl %s: status %d%n%s".formatted(arguments[0], status, printed));
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process process(Path output, String... arguments) throws IOException {
        var root = Project.locate().root();
        var command = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorderctl.project=" + root,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.orderplatform.runtime.orderctl.Orderctl"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(JavaCommand.of(command))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .directory(root.toFile());
        builder.environment()
                .putAll(Map.of(
                        "ORDERCTL_DATA", data.root().toString(),
                        "ORDERCTL_PORT_OFFSET", Integer.toString(settings.portOffset())));
        return builder.start();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        down();
    }
}
