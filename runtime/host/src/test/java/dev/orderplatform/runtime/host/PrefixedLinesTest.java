package dev.orderplatform.runtime.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PrefixedLinesTest {

    @Test
    void eachLineBeginsWithTheServicesName() throws IOException {
        var shared = new ByteArrayOutputStream();
        var lines = new PrefixedLines("left", shared);
        lines.write("one\ntwo ".getBytes(UTF_8));
        lines.write("half\n\n".getBytes(UTF_8));
        assertThat(shared.toString(UTF_8)).isEqualTo("[left] one\n[left] two half\n[left] \n");
    }
}
