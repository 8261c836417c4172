package dev.orderplatform.runtime.supervision;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderIT {

    @TempDir
    private Path root;

    @Test
    void dataOfAnEarlierVersionIsRefusedUntilItIsDeleted() throws IOException {
        var data = new DataFolder(root);
        Files.createDirectories(data.home("postgres-east"));
        assertThatThrownBy(data::requireFormat).hasMessageContaining("./orderctl reset");
        data.forget();
        assertThatCode(data::requireFormat).doesNotThrowAnyException();
    }

    @Test
    void ownDataIsAccepted() throws IOException {
        var data = new DataFolder(root);
        data.requireFormat();
        Files.createDirectories(data.home("postgres-east"));
        assertThatCode(data::requireFormat).doesNotThrowAnyException();
    }
}
