package dev.orderplatform.runtime.host;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request: its first line is a command and the service's name. The other lines of {@code start} are the service's log
 * file, class path and environment variables.
 *
 * @param log empty: standard output, with the service's name before each line
 * @param jars the service's own jar, then the other jars that only it sees
 * @param libraries file names of the jars on the JVM's class path that it depends on
 */
public record Request(
        String command,
        String service,
        Optional<Path> log,
        List<Path> jars,
        Set<String> libraries,
        Map<String, String> environment) {

    private static final String VARIABLE = "variable.";

    static Request parse(String text) {
        var lines = text.lines().toList();
        var first = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ");
        if (first.length != 2) {
            throw new IllegalArgumentException("A request begins with a command and a service's name");
        }
        var settings = lines.subList(1, lines.size());
        return new Request(
                first[0],
                first[1],
                values("log", settings).stream().findFirst().map(Path::of),
                values("jar", settings).stream().map(Path::of).toList(),
                new HashSet<>(values("library", settings)),
                environment(settings));
    }

    private static List<String> values(String key, List<String> settings) {
        return settings.stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }

    private static Map<String, String> environment(List<String> settings) {
        var environment = new HashMap<String, String>();
        for (var line : settings) {
            if (line.startsWith(VARIABLE)) {
                var equals = line.indexOf('=');
                environment.put(line.substring(VARIABLE.length(), equals), line.substring(equals + 1));
            }
        }
        return environment;
    }
}
