package dev.orderplatform.runtime.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.process.Project;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code orderctl generate} writes is committed. */
class GeneratedFilesTest {

    static Stream<GeneratedFile> files() {
        return GeneratedFile.all().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileIsCurrent(GeneratedFile file) {
        assertThat(Project.locate().root().resolve(file.path()))
                .as("after a change of the topology, run ./orderctl generate")
                .hasContent(file.content());
    }
}
