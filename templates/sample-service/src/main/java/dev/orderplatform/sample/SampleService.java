package dev.orderplatform.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service that keeps a Sample for each confirmed order. */
@SpringBootApplication(proxyBeanMethods = false)
class SampleService {

    static void main(String[] args) {
        SpringApplication.run(SampleService.class, args);
    }
}
