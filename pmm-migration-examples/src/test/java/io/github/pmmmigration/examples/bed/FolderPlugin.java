package io.github.pmmmigration.examples.bed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.pmmmigration.container.ConfigDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A volume plugin that an engine of this machine talks to: each volume of it is one and the same folder. */
public final class FolderPlugin implements AutoCloseable {
    private static final Path PLUGINS = Path.of("/etc/docker/plugins");

    private final String name;
    private final Path folder;
    private final HttpServer server;
    private final Set<String> volumes = ConcurrentHashMap.newKeySet();

    private FolderPlugin(String name, Path folder) throws IOException {
        this.name = name;
        this.folder = folder;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Files.createDirectories(PLUGINS);
        Files.writeString(
                PLUGINS.resolve(name + ".spec"),
                "tcp://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Starts one with a name that no other has. */
    public static FolderPlugin of(String name, Path folder) throws IOException {
        return new FolderPlugin(name, folder);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String volume = request.isBlank()
                ? ""
                : ConfigDocument.parse(request).text("/Name").orElse("");
        byte[] reply =
                reply(exchange.getRequestURI().getPath(), volume).toJson().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }

    private ConfigDocument reply(String call, String volume) {
        ConfigDocument fine = ConfigDocument.empty().with("/Err", "");
        return switch (call) {
            case "/Plugin.Activate" -> ConfigDocument.empty().with("/Implements", List.of("VolumeDriver"));
            case "/VolumeDriver.Create" -> {
                volumes.add(volume);
                yield fine;
            }
            case "/VolumeDriver.Remove" -> {
                volumes.remove(volume);
                yield fine;
            }
            case "/VolumeDriver.Mount", "/VolumeDriver.Path" -> fine.with("/Mountpoint", folder.toString());
            case "/VolumeDriver.Get" ->
                volumes.contains(volume)
                        ? fine.with("/Volume", described(volume))
                        : fine.with("/Err", "no such volume");
            case "/VolumeDriver.List" ->
                fine.with("/Volumes", volumes.stream().map(this::described).toList());
            case "/VolumeDriver.Capabilities" -> fine.with("/Capabilities/Scope", "local");
            default -> fine;
        };
    }

    private Map<String, Object> described(String volume) {
        return Map.of("Name", volume, "Mountpoint", folder.toString());
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(PLUGINS.resolve(name + ".spec"));
        server.stop(0);
    }
}
