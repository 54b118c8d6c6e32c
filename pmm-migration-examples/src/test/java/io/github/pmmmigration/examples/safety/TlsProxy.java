package io.github.pmmmigration.examples.safety;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A TCP port of loopback in front of an engine's socket that speaks TLS and wants a certificate, as engines do. */
final class TlsProxy implements AutoCloseable {
    private static final int BUFFER = 65_536;

    private final SSLServerSocket server;
    private final Path engine;

    TlsProxy(Path engine, SSLContext context) throws IOException {
        this.engine = engine;
        this.server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        daemon(this::accept);
    }

    String address() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tls-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                SSLSocket client = (SSLSocket) server.accept();
                daemon(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SSLSocket client) {
        try (client;
                SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(engine))) {
            client.startHandshake();
            daemon(() -> answer(channel, client));
            byte[] buffer = new byte[BUFFER];
            InputStream asked = client.getInputStream();
            for (int count = asked.read(buffer); count >= 0; count = asked.read(buffer)) {
                writeAll(channel, ByteBuffer.wrap(buffer, 0, count));
            }
            channel.shutdownOutput();
        } catch (IOException e) {
            // A client that is not welcome, or has left.
        }
    }

    private static void writeAll(SocketChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void answer(SocketChannel channel, SSLSocket client) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try (client) {
            while (channel.read(buffer) >= 0) {
                client.getOutputStream().write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        } catch (IOException e) {
            // The client has left.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
