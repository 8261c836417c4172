package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.secrets.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where everything of one running platform lies: data, logs, secrets, and the files that say what runs. */
public record DataFolder(Path root) {

    /** Changes when the services cannot use the databases of the version before. */
    private static final String FORMAT = "2";

    private static final String FORMAT_FILE = "format";

    public static DataFolder of(Project project) {
        var given = Optional.ofNullable(System.getenv("ORDERCTL_DATA")).filter(path -> !path.isBlank());
        return new DataFolder(given.map(path -> Path.of(path).toAbsolutePath().normalize())
                .orElseGet(() -> usual(project).root()));
    }

    /** The project's own. */
    public static DataFolder usual(Project project) {
        return new DataFolder(project.root().resolve(".run"));
    }

    public Path home(String part) {
        return homes().resolve(part);
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    private Path homes() {
        return root.resolve("data");
    }

    private Path logs() {
        return root.resolve("logs");
    }

    /**
     * Before anything starts over the data.
     *
     * @throws PlatformException when it was written by a version whose data this one cannot use
     */
    public void requireFormat() {
        var notes = new Notes(root);
        if (Files.exists(homes()) && !notes.read(FORMAT_FILE).equals(Optional.of(FORMAT))) {
            throw new PlatformException(
                    "The data in %s was written by an earlier version, and this one cannot use it. ./orderctl reset deletes it."
                            .formatted(root));
        }
        notes.write(FORMAT_FILE, FORMAT);
    }

    /** Nobody but their owner looks into data and logs, whatever umask the platform is started with. */
    void makePrivate() {
        Folders.createPrivate(homes());
        Folders.createPrivate(logs());
    }

    public Secrets secrets() {
        return new Secrets(root.resolve("secrets"));
    }

    public Path pids() {
        return root.resolve("pids");
    }

    public Path held() {
        return root.resolve("held");
    }

    public Path problems() {
        return root.resolve("problems");
    }

    /** When which part was out, see {@link RecordedOutages}. */
    public Path outages() {
        return root.resolve("outages");
    }

    /** How much waits where, as the supervisor last measured it. */
    public Path backlog() {
        return root.resolve("backlog");
    }

    /** Reports of load tests: they outlive the data, for comparing. */
    public Path loadReports() {
        return root.resolve("load");
    }

    /** Deletes everything but what any platform of this project can use again, the unpacked programs, and reports. */
    public void forget() {
        Folders.delete(root.resolve("logs"));
        forgetAllButLogs();
    }

    /** The same, and leaves what may still be read. */
    public void forgetAllButLogs() {
        for (var folder : List.of("data", "secrets", "pids", "held", "problems", "outages", "backlog")) {
            Folders.delete(root.resolve(folder));
        }
        new Notes(root).delete(FORMAT_FILE);
        new Notes(root).delete(RunSettings.FILE);
    }
}
