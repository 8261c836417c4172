package dev.orderplatform.web.paging;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Describes {@code limit} and {@code cursor} in the OpenAPI document: controllers take both as text. */
public final class PageParameters implements GlobalOperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of())
                .forEach(PageParameters::describe);
        return operation;
    }

    private static void describe(Parameter parameter) {
        switch (parameter.getName()) {
            case "limit" -> parameter.description("Maximum number of items.").schema(limit());
            case "cursor" -> parameter.description("The nextCursor of the previous page; absent for the first.");
            default -> {}
        }
    }

    private static Schema<?> limit() {
        Schema<?> schema = new JsonSchema()
                .types(Set.of("integer"))
                .minimum(BigDecimal.ONE)
                .maximum(BigDecimal.valueOf(PageLimit.MAX_ITEMS));
        schema.setDefault(PageLimit.DEFAULT.items());
        return schema;
    }
}
