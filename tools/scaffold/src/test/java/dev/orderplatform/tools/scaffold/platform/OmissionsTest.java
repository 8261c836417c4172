package dev.orderplatform.tools.scaffold.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OmissionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evolution/pom.xml",
                "docs/notes/memory.md",
                ".ci/run",
                "README.md",
                "tests/x/CapacityPageIT.java"
            })
    void historyMeasurementsAndBuildMachineAreOmitted(String path) {
        assertThat(Omissions.omits(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"docs/decisions/0001.md", "docs/README.md", "order-service/README.md", ".github/workflows/ci.yml"
            })
    void everythingElseIsCopied(String path) {
        assertThat(Omissions.omits(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {".ci/run text eol=lf", "    docs/notes/memory.md -> now -> x -> y"})
    void linesAboutAnOmittedFileAreLeftOut(String line) {
        assertThat(Omissions.omitsLine(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "orderctl text eol=lf", "README.md -> 4 databases -> x -> y", "see docs/notes/memory.md"})
    void otherLinesStay(String line) {
        assertThat(Omissions.omitsLine(line)).isFalse();
    }
}
