package dev.orderplatform.stack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** How a command gets a session of its own: setsid where there is one; macOS has only the system call. */
final class Detached {

    private Detached() {}

    static List<String> prefix() {
        var present = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid")));
        return present ? List.of("setsid") : List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV", "--");
    }
}
