import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Asks a server on 127.0.0.1 every 20 ms whether it is ready and prints the time of every good answer in seconds, until killed.
 * One process, so that it takes little from what it measures. {@code java Prober.java PORT}
 */
final class Prober {
    private static final List<String> PATHS = List.of("/v1/readyz", "/v1/server/readyz");

    private static final X509TrustManager ANYBODY = new X509TrustManager() {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    };

    private Prober() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {ANYBODY}, null);
        while (true) {
            if (PATHS.stream().anyMatch(path -> answers(context, port, path))) {
                Instant now = Instant.now();
                System.out.printf("%d.%09d%n", now.getEpochSecond(), now.getNano());
            }
            Thread.sleep(20);
        }
    }

    private static boolean answers(SSLContext context, int port, String path) {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(1000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(status, StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException e) {
            return false;
        }
    }
}
