package dev.orderplatform.tools.explain.reading;

import dev.orderplatform.runtime.orderctl.Platform;
import dev.orderplatform.runtime.orderctl.SupervisedPlatform;
import dev.orderplatform.runtime.supervision.PartStatus;
import dev.orderplatform.runtime.topology.Hosts;
import dev.orderplatform.runtime.topology.Part;
import dev.orderplatform.runtime.topology.SharedJvm;
import dev.orderplatform.tools.explain.evidence.LogLine;
import dev.orderplatform.tools.explain.evidence.Parts;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The platform of this project: run by the supervisor, or in containers. */
public final class PlatformAccess {

    private PlatformAccess() {}

    public static Access here() {
        var platform = Platform.here();
        return new Access(
                SupervisedPlatform.here().data(),
                () -> inContainers(platform) ? PortProbe.of(platform.topology()) : supervised(platform),
                text -> logLines(platform, text));
    }

    public static boolean inContainers(Platform platform) {
        return platform.settings().topology().hosts() == Hosts.NAMED;
    }

    private static Parts supervised(Platform platform) {
        return new Parts(
                platform.state().statuses().stream().map(PlatformAccess::state).toList());
    }

    private static Parts.State state(PartStatus status) {
        return new Parts.State(status.part().name(), status.state().word(), status.held());
    }

    /** Services that share a JVM share a log, too. */
    private static List<LogLine> logLines(Platform platform, String text) {
        var names = Stream.concat(
                platform.topology().parts().stream().map(Part::name),
                platform.topology().sharedJvms().map(SharedJvm::name));
        return LogSearch.find(
                names.distinct()
                        .collect(Collectors.toMap(
                                Function.identity(), name -> platform.data().log(name))),
                text);
    }
}
