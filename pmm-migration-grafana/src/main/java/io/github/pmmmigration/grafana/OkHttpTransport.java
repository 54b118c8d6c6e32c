package io.github.pmmmigration.grafana;

import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** Sends requests with OkHttp. */
final class OkHttpTransport implements HttpTransport {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final long PIECE = 64L << 10;

    private final OkHttpClient once;
    private final OkHttpClient repeating;
    private final Runnable release;

    OkHttpTransport(OkHttpClient client, Runnable release) {
        this.once = client.newBuilder().retryOnConnectionFailure(false).build();
        this.repeating = client.newBuilder().retryOnConnectionFailure(true).build();
        this.release = release;
    }

    @Override
    public TransportReply send(TransportRequest request) throws IOException {
        Call call = (request.repeatable() ? repeating : once).newCall(translated(request));
        call.timeout().timeout(request.limit().toNanos(), TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            Buffer body = whole(response.body().source());
            return new TransportReply(response.code(), Optional.ofNullable(response.header("Location")), body);
        }
    }

    @Override
    public void close() {
        release.run();
    }

    private static Request translated(TransportRequest request) throws IOException {
        HttpUrl url = HttpUrl.parse(request.address().toString());
        if (url == null) {
            throw new MalformedURLException("not an address for HTTP");
        }
        Request.Builder builder = new Request.Builder().url(url);
        request.headers().forEach(builder::header);
        return builder.method(
                        request.method(),
                        request.body().map(OkHttpTransport::json).orElse(null))
                .build();
    }

    private static RequestBody json(String text) {
        return RequestBody.create(text.getBytes(StandardCharsets.UTF_8), JSON);
    }

    private static Buffer whole(BufferedSource source) throws IOException {
        Buffer body = new Buffer();
        while (source.read(body, PIECE) != -1) {
            if (body.size() > TransportReply.MAX_BODY) {
                throw new ReplyTooLargeException(TransportReply.MAX_BODY);
            }
        }
        return body;
    }
}
