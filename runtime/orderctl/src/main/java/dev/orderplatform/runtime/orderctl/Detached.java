package dev.orderplatform.runtime.orderctl;

import dev.orderplatform.runtime.process.JavaCommand;
import dev.orderplatform.runtime.process.Project;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A command of orderctl in a session of its own: neither the terminal's end nor its Ctrl-C reaches it or its children.
 */
final class Detached {

    private Detached() {}

    /** @param arguments the command and its options */
    static List<String> orderctl(Project project, List<String> arguments) {
        var command = new ArrayList<>(session());
        command.addAll(JavaCommand.of(List.of(
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorderctl.project=" + project.root(),
                "-cp",
                System.getProperty("java.class.path"),
                Orderctl.class.getName())));
        command.addAll(arguments);
        return command;
    }

    // setsid where there is one; macOS has only the system call.
    private static List<String> session() {
        var present = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid")));
        return present ? List.of("setsid") : List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV", "--");
    }
}
