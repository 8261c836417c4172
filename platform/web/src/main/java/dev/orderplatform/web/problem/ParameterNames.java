package dev.orderplatform.web.problem;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** External name of a controller parameter. */
final class ParameterNames {

    private ParameterNames() {}

    static String of(MethodParameter parameter) {
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
        return Stream.of(
                        header == null ? "" : header.name(),
                        query == null ? "" : query.name(),
                        path == null ? "" : path.name(),
                        orEmpty(parameter.getParameterName()))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("request");
    }

    private static String orEmpty(@Nullable String name) {
        return Objects.requireNonNullElse(name, "");
    }
}
