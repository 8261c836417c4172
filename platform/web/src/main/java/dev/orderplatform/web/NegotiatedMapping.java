package dev.orderplatform.web;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Judges Accept before a handler runs. Spring does that only where a mapping declares what it produces; otherwise it
 * refuses the answer after the handler has done its work. So each handler that writes a body produces JSON unless it
 * declares something else.
 */
final class NegotiatedMapping extends RequestMappingHandlerMapping {

    private static final Comparator<MediaType> LEAST_SPECIFIC_FIRST =
            Comparator.comparing(MediaType::isConcrete).thenComparing(range -> !range.isWildcardType());

    @Override
    protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handler) {
        RequestMappingInfo mapping = super.getMappingForMethod(method, handler);
        return mapping != null && mapping.getProducesCondition().isEmpty() && writesBody(method, handler)
                ? mapping.mutate().produces(MediaType.APPLICATION_JSON_VALUE).build()
                : mapping;
    }

    private static boolean writesBody(Method method, Class<?> handler) {
        return AnnotatedElementUtils.hasAnnotation(handler, ResponseBody.class)
                || AnnotatedElementUtils.hasAnnotation(method, ResponseBody.class);
    }

    // Spring matches ranges of quality 0 like any others.
    @Override
    protected void handleMatch(RequestMappingInfo mapping, HandlerMethod handler, ServerWebExchange exchange) {
        super.handleMatch(mapping, handler, exchange);
        Set<MediaType> produced = mapping.getProducesCondition().getProducibleMediaTypes();
        List<MediaType> ranges = produced.isEmpty()
                ? List.of()
                : exchange.getRequest().getHeaders().getAccept();
        if (!ranges.isEmpty() && produced.stream().noneMatch(type -> isAcceptable(type, ranges))) {
            throw new NotAcceptableStatusException(List.copyOf(produced));
        }
    }

    // RFC 9110, 12.5.1: the most specific range that includes a type decides, and quality 0 excludes it.
    private static boolean isAcceptable(MediaType type, List<MediaType> ranges) {
        return ranges.stream()
                .filter(range -> range.isCompatibleWith(type))
                .max(LEAST_SPECIFIC_FIRST.thenComparing(MediaType::getQualityValue))
                .filter(range -> range.getQualityValue() > 0)
                .isPresent();
    }
}
