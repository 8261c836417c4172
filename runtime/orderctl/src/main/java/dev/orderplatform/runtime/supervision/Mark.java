package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What each process of ours bears in its environment, so that it can be found without a record. Only where there is
 * /proc; elsewhere a process without a record stays unknown.
 */
record Mark(String value) {

    private static final String VARIABLE = "ORDERCTL_PART";

    static Mark of(DataFolder data, String part) {
        return new Mark(data.root() + "#" + part);
    }

    Map<String, String> environment() {
        return Map.of(VARIABLE, value);
    }

    /** The process that bears this mark and is no child of another one that does. */
    Optional<ProcessIdentity> bearer() {
        if (Files.notExists(Path.of("/proc/self/environ"))) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(this::isOn)
                .filter(process -> process.parent().filter(this::isOn).isEmpty())
                .findFirst()
                .flatMap(process -> ProcessIdentity.of(process.pid()));
    }

    private boolean isOn(ProcessHandle process) {
        try {
            var environment =
                    Files.readString(Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
            return ("\0" + environment + "\0").contains("\0" + VARIABLE + "=" + value + "\0");
        } catch (IOException _) {
            return false;
        }
    }
}
