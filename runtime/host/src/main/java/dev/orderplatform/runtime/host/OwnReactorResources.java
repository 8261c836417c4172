package dev.orderplatform.runtime.host;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.client.ReactorResourceFactory;

/** Event loops and connection pools of the context's own: closing it would dispose the JVM's shared ones. */
final class OwnReactorResources implements BeanPostProcessor {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof ReactorResourceFactory resources) {
            resources.setUseGlobalResources(false);
        }
        return bean;
    }
}
