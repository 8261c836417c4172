package dev.orderplatform.web.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json31;
import java.util.Set;

/** Names the schemas of generic types in natural word order: OrderPage instead of the library's PageOrder. */
public final class SchemaNames extends TypeNameResolver {

    private SchemaNames() {}

    /** A bean that springdoc uses in place of the library's resolver. */
    public static ModelResolver resolver() {
        return new ModelResolver(Json31.mapper(), new SchemaNames()).openapi31(true);
    }

    @Override
    protected String nameForGenericType(JavaType type, Set<Options> options) {
        String generic = nameForClass(type.getRawClass(), options);
        return super.nameForGenericType(type, options).substring(generic.length()) + generic;
    }
}
