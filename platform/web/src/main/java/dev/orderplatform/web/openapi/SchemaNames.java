package dev.orderplatform.web.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json31;
import java.util.Set;

/** Names the schema of a generic type as one would say it: OrderPage, where the library says PageOrder. */
public final class SchemaNames extends TypeNameResolver {

    private SchemaNames() {}

    /** For springdoc, which puts it in the place of the library's own. */
    public static ModelResolver resolver() {
        return new ModelResolver(Json31.mapper(), new SchemaNames()).openapi31(true);
    }

    @Override
    protected String nameForGenericType(JavaType type, Set<Options> options) {
        String generic = nameForClass(type.getRawClass(), options);
        return super.nameForGenericType(type, options).substring(generic.length()) + generic;
    }
}
