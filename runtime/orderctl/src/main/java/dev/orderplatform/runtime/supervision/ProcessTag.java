package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A variable in the environment of each part's process, to find processes without a pid file. Needs /proc; elsewhere
 * such processes stay unknown.
 */
record ProcessTag(String value) {

    private static final String VARIABLE = "ORDERCTL_PART";

    static ProcessTag of(DataFolder data, String part) {
        return new ProcessTag(data.root() + "#" + part);
    }

    Map<String, String> environment() {
        return Map.of(VARIABLE, value);
    }

    /** The topmost process with this tag. */
    Optional<ProcessIdentity> process() {
        if (Files.notExists(Path.of("/proc/self/environ"))) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(this::matches)
                .filter(process -> process.parent().filter(this::matches).isEmpty())
                .findFirst()
                .flatMap(process -> ProcessIdentity.of(process.pid()));
    }

    private boolean matches(ProcessHandle process) {
        try {
            var environment =
                    Files.readString(Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
            return ("\0" + environment + "\0").contains("\0" + VARIABLE + "=" + value + "\0");
        } catch (IOException _) {
            return false;
        }
    }
}
