package io.github.pmmmigration.functional;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.GrafanaApi;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.ServerUnavailableException;
import io.github.pmmmigration.testing.Interruption;
import io.github.pmmmigration.testing.SimulatedCrash;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one process to the engine and to the server, counted together: one of them goes wrong. Once dead, no further
 * call of it reaches anybody.
 */
final class MortalProcess {
    private final Interruption how;
    private final int number;
    private int calls;
    private boolean dead;
    private String struck = "";

    MortalProcess(Interruption how, int number) {
        this.how = how;
        this.number = number;
    }

    /** Returns the method that went wrong; empty when it did not get that far. */
    String struck() {
        return struck;
    }

    ContainerEngine seeing(ContainerEngine engine) {
        return mortal(ContainerEngine.class, engine);
    }

    PmmServerConnector seeing(PmmServerConnector connector) {
        return (endpoint, credentials) -> {
            PmmServerConnection real = connector.connect(endpoint, credentials);
            PmmServerApi pmm = mortal(PmmServerApi.class, real.pmm());
            GrafanaApi grafana = mortal(GrafanaApi.class, real.grafana());
            return new Connection(pmm, grafana);
        };
    }

    private record Connection(PmmServerApi pmm, GrafanaApi grafana) implements PmmServerConnection {
        @Override
        public void close() {}
    }

    private <T> T mortal(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> call(real, method, given)));
    }

    private @Nullable Object call(Object real, Method method, Object @Nullable [] given) throws Throwable {
        if (dead) {
            throw new SimulatedCrash("dead since call " + number);
        }
        calls++;
        if (calls != number) {
            return invoke(real, method, given);
        }
        struck = method.getName();
        if (how == Interruption.CRASH_AFTER || how == Interruption.LOST_REPLY) {
            invokeUnheard(real, method, given);
        }
        if (how.isCrash()) {
            dead = true;
            throw new SimulatedCrash(how + " call " + number + ", " + method.getName());
        }
        return unanswered(method);
    }

    private static @Nullable Object invoke(Object real, Method method, Object @Nullable [] given) throws Throwable {
        try {
            return method.invoke(real, given);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** The other side may refuse; nobody hears of it. */
    private static void invokeUnheard(Object real, Method method, Object @Nullable [] given) {
        try {
            method.invoke(real, given);
        } catch (ReflectiveOperationException e) {
            // lost like every other answer
        }
    }

    private static Object unanswered(Method method) {
        Problem problem = new Problem("UNANSWERED", "No answer to " + method.getName() + ".", "", "Ask again.");
        if (method.getDeclaringClass() == ContainerEngine.class) {
            throw new EngineUnavailableException(problem);
        }
        if (method.getName().equals("isReady")) {
            return false;
        }
        throw new ServerUnavailableException(problem);
    }
}
