package dev.orderplatform.runtime.process;

import java.util.List;
import java.util.stream.Stream;

/** A process and all below it. */
final class ProcessTree {

    private ProcessTree() {}

    /** Their pids, parents before children; empty when it has ended. */
    static List<Long> pids(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }
}
