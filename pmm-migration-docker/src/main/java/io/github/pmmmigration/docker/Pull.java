package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.container.PullProgress;
import io.github.pmmmigration.docker.internal.http.Activity;
import io.github.pmmmigration.docker.internal.http.Await;
import io.github.pmmmigration.docker.internal.http.EngineHttp;
import io.github.pmmmigration.docker.internal.http.EngineRequest;
import io.github.pmmmigration.docker.internal.http.EngineStream;
import io.github.pmmmigration.docker.internal.http.Paths;
import io.github.pmmmigration.docker.internal.http.Relayed;
import io.github.pmmmigration.docker.internal.http.Reply;
import io.github.pmmmigration.docker.internal.registry.Answer;
import io.github.pmmmigration.docker.internal.registry.RegistryLogins;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;

/** Fetches images, and gives up when the engine has had nothing to say for too long: by itself it would wait for ever. */
final class Pull {
    private final EngineHttp http;
    private final Images images;
    private final RegistryLogins logins;
    private final Duration idle;

    Pull(EngineHttp http, Images images, RegistryLogins logins, Duration idle) {
        this.http = http;
        this.images = images;
        this.logins = logins;
        this.idle = idle;
    }

    ImageSnapshot fetch(ImageReference image, PullListener listener) {
        Answer credentials = logins.find(image.repository());
        PullFailure failure = new PullFailure(image, credentials);
        Activity activity = new Activity();
        try (EngineStream stream = open(image, credentials, failure)) {
            stream.refusal().ifPresent(reply -> {
                throw failure.of(reply);
            });
            Future<Optional<String>> future = http.threads().start(() -> follow(stream, listener, activity));
            Await.whileActive(activity, idle, new Await.Reading<>(future, stream.request(), http))
                    .orElseThrow(() -> failure.stalled(idle))
                    .ifPresent(error -> {
                        throw failure.of(new Reply(0, error));
                    });
        }
        return images.inspect(image).orElseThrow(failure::vanished);
    }

    private EngineStream open(ImageReference image, Answer credentials, PullFailure failure) {
        EngineRequest plain = EngineRequest.post("/images/create?fromImage=" + Paths.encode(image.repository())
                + "&tag=" + Paths.encode(image.digest().or(image::tag).orElse("latest")));
        EngineRequest request = credentials
                .login()
                .map(login -> plain.withHeader("X-Registry-Auth", login.header()))
                .orElse(plain);
        return http.open(request, idle, failure::stalled);
    }

    /** Reads to the end and returns the engine's error, if it reports one. */
    private static Optional<String> follow(EngineStream stream, PullListener listener, Activity activity)
            throws IOException {
        PullTally tally = new PullTally();
        Optional<String> error = Optional.empty();
        InputStream body = activity.watching(stream.body());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    ConfigDocument message = parse(line);
                    error = error.or(() -> message.text("/errorDetail/message").or(() -> message.text("/error")));
                    PullProgress progress = tally.add(message);
                    Relayed.running(() -> listener.progressed(progress));
                }
            }
        }
        return error;
    }

    private static ConfigDocument parse(String line) throws IOException {
        try {
            return ConfigDocument.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IOException("the progress of the pull is not readable: " + e.getMessage(), e);
        }
    }
}
