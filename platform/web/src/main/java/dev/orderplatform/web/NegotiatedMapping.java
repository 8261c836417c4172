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
 * Checks the Accept header before a handler runs. Spring does so only if a mapping declares {@code produces}; otherwise
 * it returns 406 after the handler has done its work. So handlers that write a body produce JSON by default.
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

    // Spring ignores that quality 0 excludes a range.
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

    // RFC 9110, 12.5.1: the most specific matching range decides, and quality 0 excludes the type.
    private static boolean isAcceptable(MediaType type, List<MediaType> ranges) {
        return ranges.stream()
                .filter(range -> range.isCompatibleWith(type))
                .max(LEAST_SPECIFIC_FIRST.thenComparing(MediaType::getQualityValue))
                .filter(range -> range.getQualityValue() > 0)
                .isPresent();
    }
}
