package dev.orderplatform.evolution.notifications;

import com.zaxxer.hikari.HikariDataSource;
import dev.orderplatform.postgres.Database;
import dev.orderplatform.postgres.DatabaseProperties;
import dev.orderplatform.web.identity.ApiSecurity;
import dev.orderplatform.web.identity.Scope;
import dev.orderplatform.web.problem.ProblemException;
import dev.orderplatform.web.problem.ProblemMapping;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.security.web.server.SecurityWebFilterChain;

@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class NotificationsApplication {
    private NotificationsApplication() {}

    static void main(String[] arguments) {
        SpringApplication.run(NotificationsApplication.class, arguments);
    }

    @Bean
    static HikariDataSource database(DatabaseProperties properties) {
        return Database.open("notification", properties, "classpath:db/notifications");
    }

    @Bean
    static SecurityWebFilterChain security(ApiSecurity security) {
        return security.chain(
                rules -> rules.allow(Scope.SERVICE, "/internal/**").allow(Scope.ORDERS, "/api/v1/notifications/**"));
    }

    @Bean
    static ProblemMapping databaseProblems() {
        return failure ->
                failure instanceof TransientDataAccessException || failure instanceof DataAccessResourceFailureException
                        ? Optional.of(ProblemException.unavailable("The database does not answer; try again."))
                        : Optional.empty();
    }
}
