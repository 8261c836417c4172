package dev.orderplatform.tools.scaffold.platform;

import static java.util.Comparator.comparing;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Replaces the names of one platform by those of another, in texts and in paths. */
final class Renaming {
    private final Map<String, String> names = new HashMap<>();
    private final Pattern pattern;

    /** @param topics new name by old name */
    Renaming(PlatformIdentity from, PlatformIdentity to, Map<String, String> topics) {
        names.put(from.packageName(), to.packageName());
        names.put(from.folder(), to.folder());
        names.put(from.domain(), to.domain());
        names.put(from.artifact(), to.artifact());
        names.put(from.name(), to.name());
        names.putAll(topics);
        pattern = Pattern.compile(names.keySet().stream()
                .sorted(comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![A-Za-z0-9-])(?:", ")(?![A-Za-z0-9])")));
    }

    /** In one pass: a new name may contain an old one. */
    String apply(String text) {
        return pattern.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(names.getOrDefault(match.group(), "")));
    }
}
