package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.runtime.process.LogFile;
import dev.orderplatform.tools.explain.evidence.LogLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Finds lines in the ends of logs. */
final class LogSearch {

    private static final int MAX_LINES = 3;
    private static final int MAX_LENGTH = 300;

    private LogSearch() {}

    /**
     * The last lines of each log that contain the text.
     *
     * @param logs files by name
     */
    static List<LogLine> find(Map<String, Path> logs, String text) {
        return logs.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(log -> find(log.getKey(), log.getValue(), text).stream())
                .toList();
    }

    private static List<LogLine> find(String name, Path log, String text) {
        var found = LogFile.tail(log, Integer.MAX_VALUE)
                .lines()
                .filter(line -> line.contains(text))
                .map(line -> new LogLine(name, line.substring(0, Math.min(line.length(), MAX_LENGTH))))
                .toList();
        return found.subList(Math.max(0, found.size() - MAX_LINES), found.size());
    }
}
