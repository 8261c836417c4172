package dev.orderplatform.runtime.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderplatform.runtime.process.JavaCommand;
import dev.orderplatform.runtime.process.Launch;
import dev.orderplatform.runtime.process.Ports;
import dev.orderplatform.runtime.process.ProcessIdentity;
import dev.orderplatform.runtime.process.Signal;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.Topology;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private int port;
    private DataFolder data;
    private Topology topology;
    private PlatformState state;

    @BeforeEach
    void prepare() {
        port = Ports.anyFree();
        data = new DataFolder(folder);
        topology = SleeperSupervisor.topology(port);
        state = new PlatformState(data, topology, SleeperSupervisor.programs(data));
    }

    @AfterEach
    void endAll() {
        new Ending(data, SleeperSupervisor.programs(data)).endAll(topology, (_, _) -> {});
    }

    @Test
    void aPartThatDiesIsStartedAgain() {
        supervise(true);
        var first = awaitRunning("user");
        Signal.KILL.send(first.pid());
        assertThat(awaitAnotherThan(first, "user")).isNotEqualTo(first);
    }

    @Test
    void withoutRestartItStaysDown() {
        supervise(false);
        var first = awaitRunning("user");
        Signal.KILL.send(first.pid());
        await().atMost(TIMEOUT).until(() -> running("user").isEmpty());
        await().during(Duration.ofSeconds(2))
                .atMost(TIMEOUT)
                .until(() -> running("user").isEmpty());
    }

    @Test
    void partsOutliveAKilledSupervisorAndTheNextOneTakesThemOver() {
        var supervisor = supervise(true);
        var base = awaitRunning("base");
        var user = awaitRunning("user");
        await().atMost(TIMEOUT).until(() -> outages("user").equals(List.of(true)));
        supervisor.destroyForcibly();
        await().atMost(TIMEOUT).until(() -> state.supervisor().isEmpty());
        assertThat(running("base")).contains(base);

        supervise(true);
        await().atMost(TIMEOUT).until(() -> state.supervisor().isPresent());
        Signal.KILL.send(user.pid());
        awaitAnotherThan(user, "user");
        assertThat(running("base")).contains(base);
        await().atMost(TIMEOUT).until(() -> outages("user").equals(List.of(true, true)));
        assertThat(outages("base")).containsExactly(true);
    }

    @Test
    void aHeldPartStaysDownUntilItIsLetGo() {
        supervise(true);
        var first = awaitRunning("user");
        await().atMost(TIMEOUT).until(() -> outages("user").equals(List.of(true)));
        new Holds(data).add("user");
        await().atMost(TIMEOUT).until(() -> !first.alive());
        await().during(Duration.ofSeconds(1))
                .atMost(TIMEOUT)
                .until(() -> running("user").isEmpty());
        assertThat(outages("user")).containsExactly(true, false);
        new Holds(data).remove("user");
        awaitRunning("user");
        await().atMost(TIMEOUT).until(() -> outages("user").equals(List.of(true, true)));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPartWhoseRecordWasNeverWrittenIsFoundAgain() throws Exception {
        var supervisor = supervise(true);
        var user = awaitRunning("user");
        supervisor.destroyForcibly().waitFor();
        Files.delete(data.pids().resolve("user"));
        assertThat(running("user")).contains(user);
    }

    @Test
    void aSecondSupervisorGivesWay() {
        supervise(true);
        awaitRunning("user");
        var second = supervise(true);
        await().atMost(TIMEOUT).until(() -> !second.isAlive());
        assertThat(state.supervisor()).isPresent();
    }

    @Test
    void aTakenPortIsNamedWithItsOwner() throws Exception {
        try (var foreign = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            supervise(true);
            await().atMost(TIMEOUT).until(() -> problem("base").isPresent());
            assertThat(problem("base").orElseThrow())
                    .contains("Port " + foreign.getLocalPort() + " of base is taken")
                    .contains(Long.toString(ProcessHandle.current().pid()));
        }
        awaitRunning("base");
    }

    @Test
    void anErrorIsReportedOnceAndDoesNotEndSupervision() throws Exception {
        Files.createFile(folder.resolve(SleeperSupervisor.FAIL));
        supervise(true);
        await().atMost(TIMEOUT).until(() -> problem("base").isPresent());
        assertThat(problem("base").orElseThrow()).contains("NoClassDefFoundError", "as the test wants it");
        var problem = data.problems().resolve("base");
        var first = Files.getLastModifiedTime(problem);
        await().atMost(TIMEOUT).until(() -> !Files.getLastModifiedTime(problem).equals(first));
        Files.delete(folder.resolve(SleeperSupervisor.FAIL));
        awaitRunning("base");
        await().atMost(TIMEOUT).until(() -> problem("base").isEmpty());
        assertThat(Files.readString(data.log(Supervisor.NAME)).split("base: .*as the test wants it", -1))
                .hasSize(2);
    }

    /** A limit of the size of files stands in for a full disk: files can be made, but nothing can be written to them. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskKeepsNoPartFromBeingStartedAgain() throws Exception {
        var supervisor = supervise(true);
        var first = awaitRunning("user");
        limitFiles(supervisor, "0:unlimited");
        Signal.KILL.send(first.pid());
        awaitAnotherThan(first, "user");
        Files.createFile(folder.resolve(SleeperSupervisor.FAIL));
        Signal.KILL.send(awaitRunning("base").pid());
        await().atMost(TIMEOUT).until(() -> running("base").isEmpty());
        limitFiles(supervisor, "unlimited:unlimited");
        await().atMost(TIMEOUT).until(() -> problem("base").isPresent());
        Files.delete(folder.resolve(SleeperSupervisor.FAIL));
        awaitRunning("base");
        for (var notes : List.of(data.pids(), data.problems())) {
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(notes.toFile().list((_, name) -> name.endsWith(".new")))
                            .isEmpty());
        }
    }

    @Test
    void itsOwnLogIsBounded() throws Exception {
        supervise(true);
        awaitRunning("user");
        var log = data.log(Supervisor.NAME);
        try (var file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(21 << 20);
        }
        await().atMost(TIMEOUT).until(() -> Files.size(log) < 1 << 20);
        assertThat(log.resolveSibling("supervisor.log.1")).exists();
    }

    @Test
    void dataAndLogsAreTheirOwnersAlone() throws Exception {
        Files.createDirectories(data.log("older").getParent());
        supervise(true);
        awaitRunning("user");
        var written = data.home("user").resolve("written");
        await().atMost(TIMEOUT).until(() -> Files.exists(written));
        for (var directory : List.of("data", "logs")) {
            assertThat(mode(folder.resolve(directory))).isEqualTo("rwx------");
        }
        for (var file : List.of(written, data.log("user"), data.log(Supervisor.NAME))) {
            assertThat(mode(file)).isEqualTo("rw-------");
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private void limitFiles(Process process, String softAndHard) throws Exception {
        var limit = new ProcessBuilder("prlimit", "--pid=" + process.pid(), "--fsize=" + softAndHard)
                .inheritIO()
                .start();
        assertThat(limit.waitFor()).isZero();
    }

    @Test
    void aProbeThatHangsCostsNoMoreThanItsPatience() {
        supervise(true);
        awaitRunning("user");
        var hanging = new PlatformState(data, topology, SleeperSupervisor.hanging(data));
        var begin = System.nanoTime();
        assertThat(hanging.look()).extracting(PartStatus::state).containsOnly(PartStatus.State.STARTING);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    private Process supervise(boolean restart) {
        var java = JavaCommand.of(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                SleeperSupervisor.class.getName(),
                folder.toString(),
                Integer.toString(port),
                Boolean.toString(restart)));
        return new Launch(java, Map.of(), folder, data.log(Supervisor.NAME)).start();
    }

    private ProcessIdentity awaitRunning(String part) {
        await().atMost(TIMEOUT).until(() -> running(part).isPresent());
        return running(part).orElseThrow();
    }

    private ProcessIdentity awaitAnotherThan(ProcessIdentity former, String part) {
        await().atMost(TIMEOUT)
                .until(() -> running(part).filter(now -> !now.equals(former)).isPresent());
        return running(part).orElseThrow();
    }

    private Optional<ProcessIdentity> running(String part) {
        return state.look(part(part)).process();
    }

    private Optional<String> problem(String part) {
        return state.look(part(part)).problem();
    }

    /** The recorded outages of a part, its first start among them: whether each is over. */
    private List<Boolean> outages(String part) {
        return RecordedOutages.read(data.outages()).of(part).orElseThrow().outages().stream()
                .map(outage -> !outage.to().equals(Instant.MAX))
                .toList();
    }

    private Part part(String name) {
        return topology.find(name).orElseThrow();
    }
}
