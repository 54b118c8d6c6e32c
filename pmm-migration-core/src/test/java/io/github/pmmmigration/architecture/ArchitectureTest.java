package io.github.pmmmigration.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

@AnalyzeClasses(packages = "io.github.pmmmigration", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String ROOT = "io.github.pmmmigration";
    private static final String INTERNAL = ROOT + ".internal..";

    @ArchTest
    static final ArchRule publicSignaturesSpeakOfTheJdkAndOfUs = classes()
            .that(resideOutsideOfPackages(INTERNAL))
            .should(PublicSignatures.involveOnly(resideInAnyPackage("java..", "org.jspecify..")
                    .or(resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(INTERNAL)))));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().assignedFrom(new EachPackage()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheRehearsalUsesTheTestKit = noClasses()
            .that(resideOutsideOfPackages(ROOT + ".testing.."))
            .and()
            .doNotHaveFullyQualifiedName(ROOT + ".internal.execution.Rehearsal")
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".testing.."));

    @ArchTest
    static final ArchRule onlyTheSystemWaiterSleeps = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + ".internal.execution.SystemWaiter")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class)
            .orShould()
            .callMethod(Object.class, "wait", long.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(LockSupport.class);

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    private static final class EachPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
