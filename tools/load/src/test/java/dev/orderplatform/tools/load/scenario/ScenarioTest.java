package dev.orderplatform.tools.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.tools.load.LoadCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

class ScenarioTest {

    private static final Pattern SIMULATION = Pattern.compile("public final class (\\w+) extends LoadSimulation");

    /** The kit's classes are not on this class path: a misspelt one would be found by whoever runs it. */
    @Test
    void eachScenarioHasItsSimulationAndEachSimulationItsScenario() throws IOException {
        var folder = Project.locate().root().resolve("tests/load/src/main/java/dev/orderplatform/load");
        var simulations = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                SIMULATION.matcher(Files.readString(file)).results().forEach(match -> simulations.add(match.group(1)));
            }
        }
        assertThat(simulations)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Scenario.values())
                        .map(Scenario::simulation)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void helpAndHandbookTellOfEachScenario(Scenario scenario) throws Exception {
        var kit = Class.forName(LoadCommand.class.getName() + "$Kit");
        var help = Objects.requireNonNull(kit.getDeclaredField("scenario").getAnnotation(Option.class))
                .description();
        assertThat(String.join(" ", help)).contains(scenario.title());
        assertThat(Files.readString(Project.locate().root().resolve("tests/load/README.md")))
                .contains("./orderctl load --scenario " + scenario.title());
    }

    @ParameterizedTest
    @EnumSource
    void titlesAreReadBack(Scenario scenario) {
        assertThat(new ScenarioArgument().convert(scenario.title())).isEqualTo(scenario);
    }

    @Test
    void whoMistypesIsToldWhatThereIs() {
        assertThatThrownBy(() -> new ScenarioArgument().convert("steddy"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("steady, hot-sku, ramp, soak, kafka-outage, multi-region");
    }
}
