package dev.orderplatform.web;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.api.AbstractOpenApiResource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Leaves springdoc's beans to the first request for a document: few starts see one, and all would pay for them. */
final class DocumentOnFirstUse implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        List<String> springdoc = Arrays.stream(beans.getBeanDefinitionNames())
                .filter(name -> isOfSpringdoc(beans.getType(name, false)))
                .toList();
        springdoc.forEach(name -> beans.getBeanDefinition(name).setLazyInit(true));
        String[] resources = beans.getBeanNamesForType(AbstractOpenApiResource.class, false, false);
        // Nobody asks for some of them: they register with others when they are made.
        String[] rest = springdoc.stream()
                .filter(name -> !List.of(resources).contains(name))
                .toArray(String[]::new);
        for (String resource : resources) {
            beans.getBeanDefinition(resource).setDependsOn(rest);
        }
    }

    private static boolean isOfSpringdoc(@Nullable Class<?> type) {
        return type != null && type.getName().startsWith("org.springdoc.");
    }
}
