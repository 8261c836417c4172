package dev.orderplatform.stack.supervision;

import dev.orderplatform.stack.topology.Form;
import dev.orderplatform.stack.topology.Hosts;
import dev.orderplatform.stack.topology.TopologySettings;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * How the platform was started; whoever comes later, even with another environment, goes by this.
 *
 * @param restart whether a part that dies is started again
 */
public record RunSettings(TopologySettings topology, boolean restart) {

    static final String FILE = "run.properties";

    /**
     * What is asked for when nothing runs yet: the defaults, at the hosts and ports that the environment says, and the
     * regions that the data is made for.
     */
    public static RunSettings initial(DataFolder data) {
        var usual = TopologySettings.DEFAULT;
        var regions = load(data)
                .map(last -> last.topology.regions())
                .or(() -> variable("ORDERCTL_REGIONS").map(Integer::valueOf))
                .orElse(usual.regions());
        var offset = variable("ORDERCTL_PORT_OFFSET").map(Integer::valueOf).orElse(0);
        var hosts = variable("ORDERCTL_HOSTS").map(Hosts::valueOf).orElse(usual.hosts());
        return new RunSettings(new TopologySettings(regions, usual.stock(), offset, hosts), true);
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(text -> !text.isBlank());
    }

    public static Optional<RunSettings> load(DataFolder data) {
        return new Notes(data.root()).read(FILE).map(RunSettings::parse);
    }

    public void save(DataFolder data) {
        new Notes(data.root()).write(FILE, text());
    }

    String text() {
        return """
            regions=%d
            stock=%d
            portOffset=%d
            restart=%s
            form=%s
            """.formatted(topology.regions(), topology.stock(), topology.portOffset(), restart, topology.form());
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
                        Integer.parseInt(properties.getProperty("portOffset")),
                        TopologySettings.DEFAULT.hosts(),
                        Form.valueOf(properties.getProperty("form", Form.EVENTS.name()))),
                Boolean.parseBoolean(properties.getProperty("restart")));
    }
}
