package io.github.pmmmigration.examples.safety;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP port of loopback in front of an engine's socket, whose connections can be cut like those of a bad network. */
final class CuttableProxy implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Path socket;
    private final Set<ByteChannel> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refusals = new AtomicInteger();

    CuttableProxy(Path socket) throws IOException {
        this.socket = socket;
        this.server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        daemon(this::accept);
    }

    String address() throws IOException {
        return "tcp://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /** Resets all connections, and the next ones as soon as they are made. */
    void cut(int andTheNext) {
        refusals.set(andTheNext);
        open.forEach(CuttableProxy::closeQuietly);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (server.isOpen()) {
                SocketChannel client = server.accept();
                client.setOption(StandardSocketOptions.SO_LINGER, 0);
                if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    client.close();
                } else {
                    join(client);
                }
            }
        } catch (IOException e) {
            open.forEach(CuttableProxy::closeQuietly);
        }
    }

    private void join(SocketChannel client) throws IOException {
        SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        open.add(client);
        open.add(engine);
        daemon(() -> copy(client, engine));
        daemon(() -> copy(engine, client));
    }

    private void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(65_536);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(ByteChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(CuttableProxy::closeQuietly);
    }
}
