package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.HelperTask;
import io.github.pmmmigration.step.Milestone;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Says in words what an action does. */
final class ActionText {
    private static final Map<Class<? extends EngineAction>, Function<EngineAction, String>> TEXTS =
            new LinkedHashMap<>();

    static {
        on(EngineAction.AcquireLock.class, a -> "take the lock '" + a.spec().name() + "'");
        on(EngineAction.ReleaseLock.class, a -> "release the lock '" + a.name() + "'");
        on(EngineAction.PullImage.class, a -> "pull " + a.image());
        on(EngineAction.TakeBaseline.class, a -> "note what is monitored, for comparison");
        on(
                EngineAction.CreateVolume.class,
                a -> "create the volume '" + a.spec().name() + "' (" + a.purpose() + ")");
        on(
                EngineAction.CreateContainer.class,
                a -> "create the " + a.purpose().replace('-', ' ') + " '"
                        + a.spec().name() + "'");
        on(EngineAction.PreserveLayer.class, a -> "save the programs of '" + a.name() + "' as the image " + a.image());
        on(EngineAction.UpdateServer.class, a -> "let the server update itself inside its container");
        on(EngineAction.RunHelper.class, ActionText::run);
        on(EngineAction.AwaitHelper.class, a -> task(a.task()));
        on(EngineAction.AwaitApproval.class, a -> "wait for consent to stop the server");
        on(EngineAction.StopServer.class, a -> "stop the services, then the container '" + a.name() + "'");
        on(EngineAction.StopContainer.class, a -> "stop '" + a.name() + "'");
        on(EngineAction.SetRestartPolicy.class, ActionText::policy);
        on(EngineAction.Rename.class, a -> "rename '" + a.from() + "' to '" + a.to() + "'");
        on(EngineAction.StartContainer.class, a -> "start '" + a.name() + "'");
        on(EngineAction.RemoveContainer.class, a -> "remove the container '" + a.name() + "'");
        on(EngineAction.AwaitReadiness.class, ActionText::readiness);
        on(EngineAction.MigrateApiKeys.class, a -> "convert API keys to service accounts");
        on(EngineAction.Verify.class, a -> "check that everything is there");
    }

    private ActionText() {}

    private static <A extends EngineAction> void on(Class<A> type, Function<A, String> text) {
        TEXTS.put(type, action -> text.apply(type.cast(action)));
    }

    static String describe(EngineAction action) {
        Function<EngineAction, String> text = TEXTS.get(action.getClass());
        return text == null ? action.id() : text.apply(action);
    }

    private static String run(EngineAction.RunHelper action) {
        return action.task().awaitsRelease()
                ? "start the helper that waits until the server has stopped"
                : "start the helper that is to " + task(action.task());
    }

    private static String policy(EngineAction.SetRestartPolicy action) {
        return action.policy().equals(RestartPolicy.NO)
                ? "disarm the restart policy of '" + action.name() + "'"
                : "set the restart policy of '" + action.name() + "' to " + action.policy();
    }

    private static String readiness(EngineAction.AwaitReadiness action) {
        String who = action.milestone() == Milestone.READY ? "the replacement" : "the server";
        return "wait until " + who + " '" + action.name() + "' serves";
    }

    private static String task(HelperTask task) {
        return switch (task) {
            case SAVE_RECORDS -> "save the server's definition, its log and the plan beside the backup";
            case SAVE_REPORT -> "save the report beside the backup";
            case PRECOPY -> "copy ahead while the server still serves";
            case PREPARE -> "finish and verify the copy, record and change the ownership";
            case RESTORE_OWNERSHIP -> "put the recorded ownership back";
        };
    }
}
