package dev.orderplatform.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesIT {

    @TempDir
    private Path folder;

    @Test
    void anEndedProcessIsNotTakenForAnotherOneWithItsPid() throws Exception {
        var process = shell("sleep 60");
        var identity = ProcessIdentity.of(process.pid()).orElseThrow();
        assertThat(identity.alive()).isTrue();
        assertThat(new ProcessIdentity(process.pid(), "another birth").alive()).isFalse();
        process.destroyForcibly().waitFor();
        assertThat(identity.alive()).isFalse();
    }

    @Test
    void aProcessThatIgnoresTheRequestIsKilled() {
        var process = shell("trap '' TERM; echo deaf; while :; do sleep 0.1; done");
        assertThat(Await.until(
                        Duration.ofSeconds(10), () -> LogFile.tail(log(), 1).equals("deaf")))
                .isTrue();
        var identity = ProcessIdentity.of(process.pid()).orElseThrow();
        assertThat(Stopping.stop(identity, Signal.TERM, Duration.ofMillis(300))).isFalse();
        assertThat(identity.alive()).isFalse();
    }

    @Test
    void aFrozenProcessCanBeStoppedInAnOrderlyWay() {
        var process = shell("exec sleep 60");
        Signal.STOP.send(process.pid());
        var identity = ProcessIdentity.of(process.pid()).orElseThrow();
        assertThat(Stopping.stop(identity, Signal.TERM, Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aFrozenTreeStandsStillAndGoesOnThoughItsRootWasKilledMeanwhile() throws Exception {
        var process = shell("(while :; do echo x >> ticks; sleep 0.02; done) & (sleep 0.1; exec sleep 60) & wait");
        assertThat(Await.until(Duration.ofSeconds(10), () -> ticks() > 2)).isTrue();
        var frozen = FrozenTree.of(process.pid());
        assertThat(frozen.processes().size()).isGreaterThanOrEqualTo(3);
        try {
            var before = ticks();
            assertThat(Await.until(Duration.ofMillis(300), () -> ticks() > before))
                    .isFalse();
            process.destroyForcibly().waitFor();
        } finally {
            frozen.close();
        }
        var after = ticks();
        assertThat(Await.until(Duration.ofSeconds(10), () -> ticks() > after)).isTrue();
        frozen.processes().forEach(each -> Signal.KILL.send(each.pid()));
    }

    @Test
    void aFrozenTreeCanBeStoppedInAnOrderlyWay() {
        var process = shell("sleep 60 & child=$!; trap 'kill $child; wait $child; exit' TERM; echo ready; wait");
        assertThat(Await.until(
                        Duration.ofSeconds(10), () -> LogFile.tail(log(), 1).equals("ready")))
                .isTrue();
        var identity = ProcessIdentity.of(process.pid()).orElseThrow();
        FrozenTree.of(process.pid());
        assertThat(Stopping.stop(identity, Signal.TERM, Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void theOwnerOfAPortIsFound() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.free(server.getLocalPort())).isFalse();
            assertThat(PortOwner.find(server.getLocalPort())).contains(ProcessHandle.current());
        }
    }

    @Test
    void aLogThatGrewTooLargeGoesOnEmptyAndItsProcessWritesOn() throws IOException {
        var process =
                shell("echo before; while :; do echo x >> go; sleep 0.05; [ -e rotated ] && echo after && exit; done");
        assertThat(Await.until(
                        Duration.ofSeconds(10), () -> LogFile.tail(log(), 1).equals("before")))
                .isTrue();
        LogFile.bound(log(), 3);
        Files.createFile(folder.resolve("rotated"));
        assertThat(Await.until(Duration.ofSeconds(10), () -> !process.isAlive()))
                .isTrue();
        assertThat(log()).content().isEqualTo("after\n");
        assertThat(folder.resolve("test.log.1")).content().isEqualTo("before\n");
    }

    @Test
    void aProcessSeesNothingOfTheCallersEnvironmentButTheUsual() {
        var launch = new Launch(List.of("env"), Map.of("GIVEN", "1"), folder, log());
        launch.run();
        var variables = LogFile.tail(log(), 100).lines().map(line -> line.split("=")[0]);
        assertThat(variables).contains("GIVEN", "PATH").doesNotContain("JAVA_HOME", "MAVEN_CMD_LINE_ARGS");
    }

    @Test
    void aJvmsCompilersAreFoundByTheirNames() {
        assertThat(CpuTime.ofCompilers(ProcessHandle.current().pid())).isNotEmpty();
    }

    private long ticks() {
        return folder.resolve("ticks").toFile().length();
    }

    private Process shell(String script) {
        return new Launch(List.of("sh", "-c", script), Map.of(), folder, log()).start();
    }

    private Path log() {
        return folder.resolve("test.log");
    }
}
