package dev.orderplatform.logistics;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service. */
@SpringBootApplication(proxyBeanMethods = false)
class LogisticsService {

    static void main(String[] args) {
        SpringApplication.run(LogisticsService.class, args);
    }
}
