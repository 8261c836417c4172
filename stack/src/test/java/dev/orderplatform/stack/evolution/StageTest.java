package dev.orderplatform.stack.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StageTest {

    @Test
    void stagesAreCountedFromOne() {
        assertThat(Stage.ofNumber(1)).isEqualTo(Stage.MONOLITH);
        assertThat(Stage.ofNumber(5)).isEqualTo(Stage.MULTI_ACTIVE);
        assertThatThrownBy(() -> Stage.ofNumber(6)).hasMessageContaining("no stage 6");
    }

    /** The contract orders more than there is, also where a second region could help out. */
    @Test
    void noStageHasAsMuchOfASkuAsALineMayAskFor() {
        assertThat(Stage.all())
                .allSatisfy(stage -> assertThat(stage.stock() * stage.regions()).isLessThan(10_000));
    }

    @Test
    void theCommandTakesAListOfStagesAndTimes() {
        var command = new CommandLine(new EvolutionCommand(
                (_, _, _, _) -> {
                    throw new IllegalStateException("nothing is started here");
                },
                Path.of("results")));
        assertThat(command.parseArgs("--stages", "1,4", "--duration", "5s", "--hang", "2s")
                        .hasMatchedOption("--stages"))
                .isTrue();
        assertThat(command.getUsageMessage()).contains("--hang-rate", "--out");
    }
}
