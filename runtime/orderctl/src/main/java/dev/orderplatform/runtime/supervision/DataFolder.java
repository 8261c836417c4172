package dev.orderplatform.runtime.supervision;

import dev.orderplatform.runtime.process.Folders;
import dev.orderplatform.runtime.process.PlatformException;
import dev.orderplatform.runtime.process.Project;
import dev.orderplatform.runtime.secrets.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of one platform: data, logs, secrets and the supervisor's state. */
public record DataFolder(Path root) {

    /** Incremented when services cannot use the databases of the previous version. */
    private static final String FORMAT = "4";

    private static final String FORMAT_FILE = "format";

    public static DataFolder of(Project project) {
        var given = Optional.ofNullable(System.getenv("ORDERCTL_DATA")).filter(path -> !path.isBlank());
        return new DataFolder(given.map(path -> Path.of(path).toAbsolutePath().normalize())
                .orElseGet(() -> defaultOf(project).root()));
    }

    /** The project's default data folder. */
    public static DataFolder defaultOf(Project project) {
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
     * To be called before anything uses the data.
     *
     * @throws PlatformException if an incompatible version wrote it, or if its deletion was interrupted
     */
    public void requireFormat() {
        var files = new AtomicFiles(root);
        if (Files.exists(homes()) && !files.read(FORMAT_FILE).equals(Optional.of(FORMAT))) {
            throw new PlatformException(
                    "The data in %s was written by an earlier, incompatible version, or was not completely deleted. ./orderctl reset deletes it."
                            .formatted(root));
        }
        files.write(FORMAT_FILE, FORMAT);
    }

    /** Makes data and logs accessible to their owner only, whatever the umask. */
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

    /** Outage records, see {@link RecordedOutages}. */
    public Path outages() {
        return root.resolve("outages");
    }

    /** Backlog figures, written by the supervisor. */
    public Path backlog() {
        return root.resolve("backlog");
    }

    /** Reports of load tests; kept when the data is deleted, to compare runs. */
    public Path loadReports() {
        return root.resolve("load");
    }

    /** Deletes everything except reports, unpacked programs and other files that the project's platforms share. */
    public void deleteData() {
        Folders.delete(root.resolve("logs"));
        deleteDataExceptLogs();
    }

    /** The same, but keeps the logs. */
    public void deleteDataExceptLogs() {
        // The format first: if the deletion is interrupted, requireFormat() rejects what remains.
        new AtomicFiles(root).delete(FORMAT_FILE);
        for (var folder : List.of("data", "secrets", "pids", "held", "problems", "outages", "backlog")) {
            Folders.delete(root.resolve(folder));
        }
        new AtomicFiles(root).delete(RunSettings.FILE);
    }
}
