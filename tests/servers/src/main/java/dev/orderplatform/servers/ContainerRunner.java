package dev.orderplatform.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import dev.orderplatform.runtime.process.Await;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** Runs a container. Its data are in it, and go with it. */
final class ContainerRunner implements Runner {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final GenericContainer<?> container;

    ContainerRunner(GenericContainer<?> container) {
        this.container = container.waitingFor(new NothingToWaitFor());
    }

    @Override
    public void start() {
        if (exists()) {
            docker().startContainerCmd(id()).exec();
        } else {
            container.start();
        }
    }

    @Override
    public boolean isAlive() {
        return exists() && Boolean.TRUE.equals(state().getRunning());
    }

    @Override
    public void stop() {
        if (isAlive()) {
            docker().stopContainerCmd(id())
                    .withTimeout((int) STOP_LIMIT.toSeconds())
                    .exec();
        }
    }

    @Override
    public void kill() {
        if (isAlive()) {
            docker().killContainerCmd(id()).exec();
            Await.until(STOP_LIMIT, () -> !isAlive());
        }
    }

    @Override
    public void pause() {
        docker().pauseContainerCmd(id()).exec();
    }

    @Override
    public void resume() {
        if (Boolean.TRUE.equals(state().getPaused())) {
            docker().unpauseContainerCmd(id()).exec();
        }
    }

    @Override
    public long pid() {
        Long pid = state().getPidLong();
        return pid == null ? 0 : pid;
    }

    @Override
    public String log() {
        var lines = container.getLogs().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 50), lines.size()));
    }

    @Override
    public void discard() {
        container.stop();
    }

    // Not isCreated(), which is false of one that has ended.
    private boolean exists() {
        return container.getContainerId() != null;
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    private String id() {
        return container.getContainerId();
    }

    private ContainerState state() {
        return docker().inspectContainerCmd(id()).exec().getState();
    }

    /** Whether a server answers, its program knows best. */
    private static final class NothingToWaitFor extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {}
    }
}
