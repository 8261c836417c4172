package dev.orderplatform.notification;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The notification service. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableConfigurationProperties(DatabaseProperties.class)
class NotificationService {

    static void main(String[] args) {
        SpringApplication.run(NotificationService.class, args);
    }

    @Bean
    HikariDataSource database(DatabaseProperties properties) {
        return Database.open("notification", properties, "classpath:db/notification");
    }
}
