package dev.orderplatform.payment;

import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The service that takes the payments of confirmed orders. */
@SpringBootApplication(proxyBeanMethods = false)
class PaymentService {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    static void main(String[] args) {
        SpringApplication.run(PaymentService.class, args);
    }
}
