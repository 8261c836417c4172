package dev.orderplatform.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Locust file is not part of any build: checks its syntax, routes and mix. */
class LocustFileTest {

    private static final Path ROOT = Path.of("../..");
    private static final Path FILE = ROOT.resolve("infra/load/locustfile.py");
    private static final Pattern ROUTE = Pattern.compile("\"(/[a-z0-9/{}A-Z]+)\"");
    private static final Pattern MAPPING = Pattern.compile("@(?:Get|Post)Mapping\\((?:path = )?\"([^\"]+)\"");

    @Test
    void itIsValidPython(@TempDir Path folder) throws IOException, InterruptedException {
        var source = FILE.toAbsolutePath().normalize().toString();
        var compiled = folder.resolve("locustfile.pyc").toString();
        var command = List.of(
                "python3",
                "-c",
                "import py_compile, sys; py_compile.compile(sys.argv[1], sys.argv[2], doraise=True)",
                source,
                compiled);
        Process python;
        try {
            python = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            abort("no python3 on this machine, so the syntax of " + source + " is not checked: " + e);
            return;
        }
        var said = new String(python.getInputStream().readAllBytes(), UTF_8);
        assertThat(python.waitFor()).as(said).isZero();
    }

    @Test
    void itUsesRoutesOfTheServices() throws IOException {
        var routes = ROUTE.matcher(Files.readString(FILE))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(routes).hasSize(4);
        assertThat(mappings()).containsAll(routes);
    }

    @Test
    void itHasTheSimulationsMix() throws IOException {
        assertThat(Files.readString(FILE))
                .contains("LIST_SHARE = 0.%02d\n".formatted(Checkout.LIST_PERCENT))
                .contains("CANCEL_SHARE = 0.%02d\n".formatted(Checkout.CANCEL_PERCENT))
                .contains("FIRST_POLL_SECONDS = %s\n".formatted(Checkout.FIRST_POLL.toMillis() / 1000.0))
                .contains("MAX_POLLS = %d\n".formatted(Checkout.MAX_POLLS));
    }

    private static List<String> mappings() throws IOException {
        var mappings = new ArrayList<String>();
        for (var module : List.of("order-service", "gateway")) {
            try (var files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    MAPPING.matcher(Files.readString(file)).results().forEach(match -> mappings.add(match.group(1)));
                }
            }
        }
        return mappings;
    }
}
