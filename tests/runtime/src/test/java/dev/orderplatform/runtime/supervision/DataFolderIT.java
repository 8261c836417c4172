package dev.orderplatform.runtime.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderIT {

    @TempDir
    private Path root;

    @Test
    void dataOfAnEarlierVersionIsRejectedUntilItIsDeleted() throws IOException {
        var data = new DataFolder(root);
        Files.createDirectories(data.home("postgres-east"));
        assertThatThrownBy(data::requireFormat).hasMessageContaining("./orderctl reset");
        data.deleteData();
        assertThatCode(data::requireFormat).doesNotThrowAnyException();
    }

    /** A marker that can't be deleted interrupts the deletion. */
    @Test
    void theFormatIsDeletedBeforeTheData() throws IOException {
        var data = new DataFolder(root);
        var home = Files.createDirectories(data.home("postgres-east"));
        Files.createDirectories(root.resolve("format/undeletable"));
        assertThatThrownBy(data::deleteData).isInstanceOf(UncheckedIOException.class);
        assertThat(home).exists();
    }

    @Test
    void aStartThatDiesBeforeItCreatesDataIsRepeated() {
        var data = new DataFolder(root);
        data.requireFormat();
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
