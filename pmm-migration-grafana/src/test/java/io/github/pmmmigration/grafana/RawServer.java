package io.github.pmmmigration.grafana;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Says the same to everybody who connects, and hangs up.
 *
 * @param socket where it listens
 */
record RawServer(ServerSocket socket) implements AutoCloseable {
    static RawServer saying(String text) throws IOException {
        ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> greetAll(socket, text));
        thread.setDaemon(true);
        thread.start();
        return new RawServer(socket);
    }

    URI address(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static void greetAll(ServerSocket server, String text) {
        try {
            while (true) {
                greet(server.accept(), text);
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    /** Listens until the visitor leaves: hanging up on somebody who still talks would reset the connection. */
    private static void greet(Socket visitor, String text) {
        try (visitor;
                OutputStream nowhere = OutputStream.nullOutputStream()) {
            visitor.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            visitor.shutdownOutput();
            visitor.getInputStream().transferTo(nowhere);
        } catch (IOException e) {
            // this visitor left in a hurry
        }
    }
}
