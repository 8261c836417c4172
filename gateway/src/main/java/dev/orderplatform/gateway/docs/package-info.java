/** The merged OpenAPI document of all services. */
@NullMarked
package dev.orderplatform.gateway.docs;

import org.jspecify.annotations.NullMarked;
