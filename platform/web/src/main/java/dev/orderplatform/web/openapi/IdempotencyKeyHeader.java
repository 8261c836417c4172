package dev.orderplatform.web.openapi;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents the header of a request that creates something: controllers read it from all headers. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        name = "Idempotency-Key",
        in = ParameterIn.HEADER,
        required = true,
        description = "Names the request: a repeat with the same key and body gets the first answer.",
        schema = @Schema(type = "string", pattern = "^[ -~]{1,128}$"))
public @interface IdempotencyKeyHeader {}
