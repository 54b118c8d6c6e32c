package io.github.pmmmigration.grafana;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.EngineTimeoutException;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.error.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** An engine that can do nothing but run commands, and runs them on this machine. */
final class LocalCurlEngine {
    private LocalCurlEngine() {}

    static ContainerEngine create() {
        return running(LocalCurlEngine::run);
    }

    /** Returns an engine whose commands are answered by a function. */
    static ContainerEngine running(BiFunction<Command, Duration, ExecResult> answer) {
        return (ContainerEngine) Proxy.newProxyInstance(
                LocalCurlEngine.class.getClassLoader(),
                new Class<?>[] {ContainerEngine.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("exec")) {
                        return answer.apply((Command) arguments[1], (Duration) arguments[2]);
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    static boolean isPossible() {
        return List.of("/usr/bin/curl", "/usr/bin/base64", "/bin/sh").stream()
                .map(Path::of)
                .allMatch(Files::isExecutable);
    }

    private static ExecResult run(Command command, Duration timeout) {
        try {
            Path errors = Files.createTempFile("curl", ".err");
            ProcessBuilder builder = new ProcessBuilder(command.arguments()).redirectError(errors.toFile());
            builder.environment().putAll(command.environment());
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new EngineTimeoutException(new Problem("EXEC_TIMEOUT", "Too slow.", "", ""));
            }
            String said = Files.readString(errors);
            Files.delete(errors);
            return new ExecResult(process.exitValue(), output, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
