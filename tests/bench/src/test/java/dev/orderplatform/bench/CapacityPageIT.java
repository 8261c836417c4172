package dev.orderplatform.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.process.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/capacity.md is what infra/capacity/capacity makes of the costs beside it. Needs python3. */
class CapacityPageIT {
    private static final Path ROOT = Project.locate().root();
    private static final Path COSTS = ROOT.resolve("infra/capacity/costs.json");

    @Test
    void pageIsWhatTheScriptPrints() throws IOException, InterruptedException {
        assertThat(capacity()).isEqualTo(Files.readString(ROOT.resolve("docs/capacity.md")));
    }

    @Test
    void coresFollowTheCosts(@TempDir Path folder) throws IOException, InterruptedException {
        Path dearer = Files.writeString(
                folder.resolve("costs.json"),
                Files.readString(COSTS).replaceFirst("\"cpu.gateway\": \\[[0-9.]+", "\"cpu.gateway\": [2.0"));
        assertThat(capacity("--costs", dearer.toString(), "--rate", "1000"))
                .contains("| of one region | 1,000 orders/s |")
                .contains("| gateway | 2.0 cores, 2 machines |");
    }

    @Test
    void helpSaysWhatItIs() throws IOException, InterruptedException {
        assertThat(capacity("--help")).contains("What a rate of orders takes", "--costs", "--rate", "--write");
    }

    private static String capacity(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(ROOT.resolve("infra/capacity/capacity").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
