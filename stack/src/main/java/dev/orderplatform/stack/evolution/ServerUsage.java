package dev.orderplatform.stack.evolution;

import dev.orderplatform.stack.local.LocalPlatform;
import dev.orderplatform.stack.process.CpuTime;
import dev.orderplatform.stack.process.Memory;
import java.time.Duration;
import java.util.List;

/** What all server processes of a platform use, databases and brokers included; the load generator is none of them. */
final class ServerUsage {

    private final List<Long> pids;

    ServerUsage(LocalPlatform platform) {
        this.pids = platform.parts().stream()
                .flatMap(part -> platform.pid(part).stream())
                .toList();
    }

    Duration cpu() {
        return pids.stream().map(CpuTime::ofTree).reduce(Duration.ZERO, Duration::plus);
    }

    long memoryMegabytes() {
        return pids.stream().mapToLong(pid -> Memory.ofTree(pid).orElse(0)).sum() / 1024;
    }
}
