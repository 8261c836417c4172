package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.runtime.databases.PlatformData;
import dev.orderplatform.tools.explain.evidence.LogLine;
import dev.orderplatform.tools.explain.evidence.Parts;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How to reach a platform.
 *
 * @param parts probes its parts
 * @param logs finds the lines that mention a text
 */
public record Access(PlatformData data, Supplier<Parts> parts, Function<String, List<LogLine>> logs) {}
