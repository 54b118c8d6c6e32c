package io.github.pmmmigration.examples.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noConstructors;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.docker.DockerEngine;
import io.github.pmmmigration.grafana.HttpServerConnector;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;

@AnalyzeClasses(packages = "io.github.pmmmigration", importOptions = ArchitectureTest.Libraries.class)
final class ArchitectureTest {
    private static final String[] ADAPTERS = {"io.github.pmmmigration.docker..", "io.github.pmmmigration.grafana.."};
    private static final DescribedPredicate<JavaClass> PUBLIC_CLASSES_OF_ADAPTERS = resideInAnyPackage(ADAPTERS)
            .and(not(resideInAnyPackage("..internal..")))
            .and(modifier(JavaModifier.PUBLIC));
    private static final DescribedPredicate<JavaClass> OWN_OR_JDK =
            resideInAnyPackage("java..", "io.github.pmmmigration..", "");

    @ArchTest
    static void seesAllThreeLibraries(JavaClasses classes) {
        assertThat(classes.contain(MigrationPlan.class)).isTrue();
        assertThat(classes.contain(DockerEngine.class)).isTrue();
        assertThat(classes.contain(HttpServerConnector.class)).isTrue();
    }

    @ArchTest
    static final ArchRule adaptersKnowOnlyThePublicPackagesOfCore = noClasses()
            .that()
            .resideInAnyPackage(ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.pmmmigration.internal..");

    /** One method named "using" per adapter may take a client of the library underneath. */
    @ArchTest
    static final ArchRule adaptersShowNoForeignTypeButInOneFactory = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(PUBLIC_CLASSES_OF_ADAPTERS)
            .and()
            .doNotHaveName("using")
            .should(be(speakingOnlyOf(OWN_OR_JDK)));

    @ArchTest
    static final ArchRule adaptersAreMadeThroughFactories = noConstructors()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat(PUBLIC_CLASSES_OF_ADAPTERS)
            .should()
            .haveRawParameterTypes(anyElementThat(not(OWN_OR_JDK)));

    @ArchTest
    static final ArchRule onlyDiscoveryLoadsServices = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.pmmmigration.internal.discovery")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ServiceLoader.class);

    @ArchTest
    static final ArchRule sleepsInOnePlacePerLibrary = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.github.pmmmigration.docker.internal.http.Pause")
            .and()
            .doNotHaveFullyQualifiedName("io.github.pmmmigration.internal.execution.SystemWaiter")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class);

    @ArchTest
    static final ArchRule theProcessBelongsToTheApplication = noClasses()
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "addShutdownHook", Thread.class)
            .orShould()
            .callMethod(System.class, "setProperty", String.class, String.class);

    @ArchTest
    static final ArchRule nothingPrints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule loggingGoesThroughSlf4j =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule exceptionsSayWhatTheyAre = GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    private static DescribedPredicate<JavaMethod> speakingOnlyOf(DescribedPredicate<JavaClass> allowed) {
        return DescribedPredicate.describe(
                "speaking only of own types and the JDK's",
                method -> method.getAllInvolvedRawTypes().stream().allMatch(allowed));
    }

    /** The main classes of the libraries, not of the examples. */
    static final class Libraries implements ImportOption {
        private static final ImportOption NO_TESTS = new DoNotIncludeTests();

        @Override
        public boolean includes(Location location) {
            return NO_TESTS.includes(location) && !location.contains("/io/github/pmmmigration/examples/");
        }
    }
}
