package dev.orderplatform.runtime.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderplatform.runtime.process.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code orderctl generate} writes is committed. */
class GeneratedFilesTest {

    static Stream<GeneratedFile> files() {
        return GeneratedFile.all().stream();
    }

    @Test
    void demoSecretsAreThoseOfTheDeclaredRoles() throws IOException {
        try (var secrets = Files.list(Project.locate().root().resolve(DemoSecrets.FOLDER))) {
            assertThat(secrets.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            DemoSecrets.names(Form.DEMO.topology()).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileIsCurrent(GeneratedFile file) {
        assertThat(Project.locate().root().resolve(file.path()))
                .as("after a change of the topology, run ./orderctl generate")
                .hasContent(file.content());
    }
}
