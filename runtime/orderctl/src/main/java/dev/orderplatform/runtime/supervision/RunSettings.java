package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.topology.Hosts;
import dev.orderplatform.runtime.topology.TopologySettings;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;

/**
 * The settings with which the platform was started. Later commands use them even if their environment differs.
 *
 * @param restart whether a part that dies is started again
 */
public record RunSettings(TopologySettings topology, boolean restart) {

    static final String FILE = "run.properties";

    /**
     * The settings for a first start: defaults, with hosts and ports from the environment and the regions of existing
     * data.
     */
    public static RunSettings initial(DataFolder data) {
        return initial(data, _ -> Set.of());
    }

    /** @param found the regions of a platform that Compose or others run; none if unknown */
    public static RunSettings initial(DataFolder data, Function<TopologySettings, Set<String>> found) {
        var regions = load(data).map(last -> last.topology.regions());
        return new RunSettings(topology(regions, System.getenv(), found), true);
    }

    /** @param known the number of regions of existing data */
    static TopologySettings topology(
            Optional<Integer> known, Map<String, String> environment, Function<TopologySettings, Set<String>> found) {
        var defaults = TopologySettings.DEFAULT;
        var given = known.or(() -> variable(environment, "ORDERCTL_REGIONS").map(Integer::valueOf));
        var offset = variable(environment, "ORDERCTL_PORT_OFFSET")
                .map(Integer::valueOf)
                .orElse(0);
        var hosts = variable(environment, "ORDERCTL_HOSTS").map(Hosts::valueOf).orElse(defaults.hosts());
        var topology = new TopologySettings(given.orElse(defaults.regions()), defaults.stock(), offset, hosts);
        return given.isPresent() || hosts == Hosts.LOOPBACK ? topology : topology.withRegions(found.apply(topology));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    public static Optional<RunSettings> load(DataFolder data) {
        return new AtomicFiles(data.root()).read(FILE).map(text -> {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new PlatformException(
                        "%s is damaged, as after a power loss. Delete it, and run ./orderctl up --regions N with the number of regions of the data."
                                .formatted(data.root().resolve(FILE)),
                        e);
            }
        });
    }

    public void save(DataFolder data) {
        new AtomicFiles(data.root()).write(FILE, text());
    }

    String text() {
        return """
            regions=%d
            stock=%d
            paymentWindow=%s
            traces=%s
            portOffset=%d
            restart=%s
            """.formatted(
                        topology.regions(),
                        topology.stock(),
                        topology.paymentWindow(),
                        topology.traces(),
                        topology.portOffset(),
                        restart);
    }

    static RunSettings parse(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RunSettings(
                new TopologySettings(
                        Integer.parseInt(properties.getProperty("regions")),
                        Integer.parseInt(properties.getProperty("stock")),
                        properties.getProperty("paymentWindow", TopologySettings.DEFAULT_PAYMENT_WINDOW),
                        properties.getProperty("traces", TopologySettings.NO_TRACES),
                        Integer.parseInt(properties.getProperty("portOffset")),
                        TopologySettings.DEFAULT.hosts()),
                Boolean.parseBoolean(properties.getProperty("restart")));
    }
}
