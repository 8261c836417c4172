package dev.orderplatform.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static dev.orderplatform.architecture.Platform.BASE;
import static dev.orderplatform.architecture.Platform.CLASSES;

import org.junit.jupiter.api.Test;

/** What code uses in one place only, or never. */
class UsageTest {

    @Test
    void eventsAreSentInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "kafka..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.kafka.core.KafkaTemplate")
                .check(CLASSES);
    }

    /** The tools put dead letters back; a service sends what its outbox holds. */
    @Test
    void noServiceHasAProducerOfItsOwn() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + "kafka..", BASE + "runtime..", BASE + "tools..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.clients.producer..")
                .check(CLASSES);
    }

    /** A loop of one's own ends with the first Throwable that it does not catch, and nobody notices. */
    @Test
    void backgroundWorkIsRepeatedInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + "background..", BASE + "runtime..", BASE + "tools..")
                .should()
                .callMethod(Thread.Builder.OfVirtual.class, "unstarted", Runnable.class)
                .check(CLASSES);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .check(CLASSES);
    }

    @Test
    void settingsAreReadAsWholeRecords() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value")
                .check(CLASSES);
    }

    @Test
    void whatIsSaidGoesToTheLog() {
        noClasses()
                .that(resideOutsideOfPackages(BASE + "runtime..", BASE + "tools.."))
                .should(ACCESS_STANDARD_STREAMS)
                .orShould(USE_JAVA_UTIL_LOGGING)
                .check(CLASSES);
    }
}
