package dev.orderplatform.tools.simulators.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerIT {
    private @TempDir Path folder;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("new/ledger.jsonl");
    }

    @Test
    void linesAreReplayedInOrder() {
        write(600);
        assertThat(replayed()).isEqualTo(lines(0, 600));
    }

    @Test
    void tornLastLineIsDroppedAndOverwritten() throws IOException {
        write(3);
        Files.writeString(file, "{\"type\":\"int", StandardOpenOption.APPEND);
        assertThat(replayed()).isEqualTo(lines(0, 3));
        try (var ledger = Ledger.open(file, _ -> {})) {
            assertThat(ledger.append("line 3")).isEqualTo(4);
            ledger.awaitDurable(4);
        }
        assertThat(Files.readString(file, UTF_8)).isEqualTo("line 0\nline 1\nline 2\nline 3\n");
    }

    @Test
    void pagesStartAnywhere() {
        write(600);
        try (var ledger = Ledger.open(file, _ -> {})) {
            assertThat(ledger.read(0, 10)).isEqualTo(lines(0, 10));
            assertThat(ledger.read(255, 3)).isEqualTo(lines(255, 258));
            assertThat(ledger.read(512, 1000)).isEqualTo(lines(512, 600));
            assertThat(ledger.read(600, 10)).isEmpty();
            assertThat(ledger.read(1_000_000, 10)).isEmpty();
        }
    }

    @Test
    void onlyDurableLinesAreRead() {
        try (var ledger = Ledger.open(file, _ -> {})) {
            long number = ledger.append("line 0");
            assertThat(ledger.read(0, 10)).isEmpty();
            ledger.awaitDurable(number);
            assertThat(ledger.read(0, 10)).containsExactly("line 0");
        }
    }

    @Test
    void ledgerInUseIsRefused() {
        var open = Ledger.open(file, _ -> {});
        // Of another process, it is a LedgerException; Java reports its own locks in this way.
        assertThatThrownBy(() -> Ledger.open(file, _ -> {})).isInstanceOf(OverlappingFileLockException.class);
        open.close();
    }

    private void write(int count) {
        try (var ledger = Ledger.open(file, _ -> {})) {
            lines(0, count).forEach(ledger::append);
            ledger.awaitDurable(count);
        }
    }

    private List<String> replayed() {
        var lines = new ArrayList<String>();
        Ledger.open(file, lines::add).close();
        return lines;
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> "line " + n).toList();
    }
}
