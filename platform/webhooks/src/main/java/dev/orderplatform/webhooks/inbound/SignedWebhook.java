package dev.orderplatform.webhooks.inbound;

import dev.orderplatform.webhooks.WebhookHeaders;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents a request that carries a signature instead of a token: {@link WebhookReceiver} reads its headers. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@SecurityRequirements
@Parameter(
        name = WebhookHeaders.ID,
        in = ParameterIn.HEADER,
        required = true,
        description = "The message; the same for each attempt to deliver it.",
        schema = @Schema(type = "string"))
@Parameter(
        name = WebhookHeaders.TIMESTAMP,
        in = ParameterIn.HEADER,
        required = true,
        description = "The attempt, in seconds since 1970.",
        schema = @Schema(type = "integer", format = "int64"))
@Parameter(
        name = WebhookHeaders.SIGNATURE,
        in = ParameterIn.HEADER,
        required = true,
        description = "Signatures as the Standard Webhooks specification says, separated by spaces.",
        schema = @Schema(type = "string"))
public @interface SignedWebhook {}
