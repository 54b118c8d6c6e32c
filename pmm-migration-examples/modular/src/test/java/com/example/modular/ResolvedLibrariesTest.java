package com.example.modular;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that depends on the library and on nothing else must get libraries that fit together. */
final class ResolvedLibrariesTest {

    /** Left to themselves, Moshi brings okio 3.7.0 and docker-java brings slf4j 1.7. */
    @ParameterizedTest
    @ValueSource(
            strings = {"okio-jvm-3.18.1.jar", "kotlin-stdlib-2.1.21.jar", "okhttp-jvm-5.5.1.jar", "slf4j-api-2.0.20.jar"
            })
    void areTheOnesTheLibraryWasBuiltWith(String jar) {
        String libraries = System.getProperty("java.class.path") + System.getProperty("jdk.module.path");

        assertTrue(libraries.contains(jar), libraries);
    }
}
