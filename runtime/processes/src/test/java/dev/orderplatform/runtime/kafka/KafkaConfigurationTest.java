package dev.orderplatform.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaConfigurationTest {

    @ParameterizedTest
    @ValueSource(strings = {"/srv/rené/kafka", "/srv/a b/kafka ", "/srv/a,b/kafka", "/srv/a\\b/kafka"})
    void theDataFolderIsFoundWhateverItsPathIs(String home) throws IOException {
        var settings = new KafkaSettings(Path.of("lib"), Path.of(home), Path.of("log"), "127.0.0.1", 1, 2);
        var read = new Properties();
        // As the broker does: by bytes, which makes them Latin-1.
        read.load(new ByteArrayInputStream(KafkaConfiguration.of(settings).getBytes(UTF_8)));
        var folders = read.getProperty("log.dirs").split(",");
        assertThat(folders).hasSize(1);
        assertThat(settings.home().resolve(folders[0])).isEqualTo(settings.data());
    }
}
