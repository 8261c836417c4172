package dev.orderplatform.runtime.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The services of a container: a folder each, with the file {@code classpath}, which has the lines of a request that name
 * jars and libraries. A service's configuration is in variables of the container that begin with its name and a period.
 */
record ServiceFolder(Path folder, Map<String, String> environment) {

    /** A request to start each service. */
    List<Request> requests() throws IOException {
        var requests = new ArrayList<Request>();
        try (var services = Files.newDirectoryStream(folder)) {
            for (var service : services) {
                requests.add(
                        start(String.valueOf(service.getFileName()), Files.readString(service.resolve("classpath"))));
            }
        }
        return requests;
    }

    Request start(String service, String classPath) {
        var text = new StringBuilder("start " + service + "\n" + classPath + "\n");
        var prefix = service + ".";
        environment.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                text.append("variable.%s=%s\n".formatted(name.substring(prefix.length()), value));
            }
        });
        text.append("variable.PLATFORM_SECRETS=/run/secrets/%s\n".formatted(service));
        return Request.parse(text.toString());
    }
}
