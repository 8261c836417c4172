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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedJvmIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static DataFolder data;
    private static Topology topology;
    private static PlatformState state;

    // Once for all tests, which leave both services running: two JVMs and two services take seconds to start.
    @BeforeAll
    static void supervise() throws IOException {
        SharedJvmSupervisor.build(folder);
        var port = Ports.anyFree();
        data = SharedJvmSupervisor.data(folder);
        topology = SharedJvmSupervisor.topology(folder, port);
        state = new PlatformState(data, topology, SharedJvmSupervisor.programs(folder));
        var java = JavaCommand.of(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SharedJvmSupervisor.class.getName(),
                folder.toString(),
                Integer.toString(port)));
        new Launch(java, Map.of(), folder, data.log(Supervisor.NAME)).start();
    }

    @AfterAll
    static void endAll() {
        new Shutdown(data, SharedJvmSupervisor.programs(folder)).stopAll(topology, (_, _) -> {});
    }

    @BeforeEach
    void awaitBoth() {
        awaitReady("left");
        awaitReady("right");
    }

    @Test
    void eachServiceHasARowWithTheSameProcessAndALogOfItsOwn() throws Exception {
        assertThat(process("left")).isEqualTo(process("right"));
        assertThat(data.log("left")).content().contains("Started SmallService").contains("main-left");
        assertThat(data.log("right")).content().contains("main-right").doesNotContain("main-left");
        assertThat(data.log("both")).content().doesNotContain("SmallService");
        assertThat(Files.getPosixFilePermissions(data.home("both").resolve("control.sock")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aServiceSeesItsOwnSecretsAndVariablesOnly() throws Exception {
        for (var own : secretsOf("left")) {
            assertThat(sees("left", own)).as("left sees %s", own).isTrue();
            assertThat(sees("right", own)).as("right sees %s", own).isFalse();
        }
        for (var own : secretsOf("right")) {
            assertThat(sees("right", own)).as("right sees %s", own).isTrue();
            assertThat(sees("left", own)).as("left sees %s", own).isFalse();
        }
    }

    private static List<String> secretsOf(String service) {
        return List.of(
                data.secrets().read("secret-of-" + service),
                "variable-of-" + service,
                data.secrets().folder().resolve(service).toString());
    }

    @Test
    void stoppingAndStartingOneLeavesTheOtherServing() throws Exception {
        var jvm = process("left");
        var held = new HeldParts(data);
        held.add("right");
        assertThat(new Shutdown(data, SharedJvmSupervisor.programs(folder)).stop(part("right")))
                .isEqualTo(Shutdown.Outcome.STOPPED);
        assertThat(state.status(part("right")).state()).isEqualTo(PartStatus.State.DOWN);
        assertThat(sees("left", "variable-of-left")).isTrue();
        held.remove("right");
        awaitReady("right");
        assertThat(sees("left", "variable-of-left")).isTrue();
        assertThat(process("left")).isEqualTo(jvm);
        assertThat(process("right")).isEqualTo(jvm);
    }

    @Test
    void aKilledJvmBringsBothBack() throws Exception {
        var killed = process("left");
        Signal.KILL.send(killed.pid());
        await().atMost(TIMEOUT).until(() -> !killed.alive());
        awaitReady("left");
        awaitReady("right");
        assertThat(process("left")).isEqualTo(process("right")).isNotEqualTo(killed);
    }

    @Test
    void aServiceThatFailsToStartIsTriedAgainAndDoesNotEndTheOther() throws Exception {
        var jvm = process("left");
        var failing = Files.createFile(folder.resolve(SharedJvmSupervisor.FAIL + "right"));
        new Shutdown(data, SharedJvmSupervisor.programs(folder)).stop(part("right"));
        await().atMost(TIMEOUT).until(() -> Files.readString(data.log("right")).split("asked to fail", -1).length > 2);
        assertThat(sees("left", "variable-of-left")).isTrue();
        Files.delete(failing);
        awaitReady("right");
        assertThat(process("left")).isEqualTo(jvm);
        assertThat(process("right")).isEqualTo(jvm);
    }

    private static boolean sees(String service, String text) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/sees?text=%s"
                        .formatted(part(service).port(), text)))
                .build();
        return Boolean.parseBoolean(
                CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static void awaitReady(String part) {
        await().atMost(TIMEOUT).until(() -> state.status(part(part)).ready());
    }

    private static ProcessIdentity process(String part) {
        return state.status(part(part)).process().orElseThrow();
    }

    private static Part part(String name) {
        return topology.find(name).orElseThrow();
    }
}
