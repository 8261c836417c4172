package dev.orderplatform.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.orderplatform.architecture.Platform.BASE;
import static dev.orderplatform.architecture.Platform.CLASSES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Dependencies point inward: services to the platform's modules, technology to the domain, nobody to the web. */
class DependenciesTest {
    private static final String[] TECHNOLOGY = {
        "org.springframework..",
        "java.sql..",
        "javax.sql..",
        "org.postgresql..",
        "com.zaxxer..",
        "org.apache.shardingsphere..",
        "org.apache.kafka..",
        "reactor..",
        BASE + "postgres..",
        BASE + "kafka..",
        BASE + "inbox..",
        BASE + "outbox..",
        BASE + "web.."
    };

    @SuppressWarnings("UnusedVariable") // the parameterised tests read it by its name
    private static final java.util.List<String> SERVICES = Platform.SERVICES;

    @Test
    void domainsKnowNoTechnology() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "*.domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TECHNOLOGY)
                .check(CLASSES);
    }

    @Test
    void contractsAndSlotsKnowNoFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE + "contracts..", BASE + "ids..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TECHNOLOGY)
                .check(CLASSES);
    }

    /** {@code dev.orderplatform.web} is the platform's module and no leaf; a service's {@code …web} is one. */
    @Test
    void nobodyDependsOnAServicesWeb() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "*..web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + "*..web..")
                .check(CLASSES);
    }

    @Test
    void nobodyCallsAController() {
        noClasses()
                .that()
                .areNotAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                .and()
                .areNotMemberClasses()
                .should()
                .dependOnClassesThat()
                .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                .check(CLASSES);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void nobodyDependsOnAService(String service) {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + service + "..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void everyServiceIsLookedAt(String service) {
        assertThat(CLASSES.stream().filter(type -> type.getPackageName().startsWith(BASE + service)))
                .isNotEmpty();
    }
}
