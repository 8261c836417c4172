package dev.orderplatform.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceFolderTest {

    private final ServiceFolder folder = new ServiceFolder(
            Path.of("/app/services"),
            Map.of("left.SERVER_PORT", "1", "left-most.SERVER_PORT", "2", "right.SERVER_PORT", "3", "PATH", "/bin"));

    @Test
    void aServiceGetsTheVariablesWithItsNameAndItsOwnSecrets() {
        assertThat(folder.start("left", "").environment())
                .isEqualTo(Map.of("SERVER_PORT", "1", "PLATFORM_SECRETS", "/run/secrets/left"));
    }

    @Test
    void itsClassPathIsThatOfTheImageAndItsLogIsTheContainers() {
        var request = folder.start("left", "jar=/app/services/left/left.jar\nlibrary=netty.jar\n");
        assertThat(request.command()).isEqualTo("start");
        assertThat(request.service()).isEqualTo("left");
        assertThat(request.jars()).containsExactly(Path.of("/app/services/left/left.jar"));
        assertThat(request.libraries()).containsExactly("netty.jar");
        assertThat(request.log()).isEmpty();
    }
}
