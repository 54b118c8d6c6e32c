package io.github.pmmmigration;

import io.github.pmmmigration.container.ConfigurationOverrides;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.EnvironmentRule;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.event.MigrationListener;
import io.github.pmmmigration.internal.execution.SystemWaiter;
import io.github.pmmmigration.internal.plan.AttachedStep;
import io.github.pmmmigration.internal.plan.OwnRole;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.internal.plan.Roles;
import io.github.pmmmigration.internal.plan.ServerAddress;
import io.github.pmmmigration.internal.plan.Surroundings;
import io.github.pmmmigration.internal.plan.TravelOptions;
import io.github.pmmmigration.journal.MigrationJournal;
import io.github.pmmmigration.path.PathRequest;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.TlsTrust;
import io.github.pmmmigration.step.ApiKeyMigrator;
import io.github.pmmmigration.step.ContainerMigrator;
import io.github.pmmmigration.step.CutOverGate;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.step.FailurePolicy;
import io.github.pmmmigration.step.MigrationStep;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.PostMigrationVerifier;
import io.github.pmmmigration.step.PullPolicy;
import io.github.pmmmigration.step.ServerUpgrader;
import io.github.pmmmigration.step.StorageDetector;
import io.github.pmmmigration.step.Timeouts;
import io.github.pmmmigration.step.UpgradeWay;
import io.github.pmmmigration.step.VerificationCheck;
import io.github.pmmmigration.step.Waiter;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Collects what is wanted of a migration; every option has a safe default.
 *
 * <p>To be used by one thread. A builder can go on being changed after {@link #build()}; plans do not notice.
 *
 * @since 0.1
 */
public final class MigrationPlanBuilder {
    private final ContainerRef container;
    private Optional<URI> serverUrl = Optional.empty();
    private Optional<URI> grafanaUrl = Optional.empty();
    private Optional<TlsTrust> tls = Optional.empty();
    private Optional<Credentials> credentials = Optional.empty();
    private Optional<ContainerEngine> engine = Optional.empty();
    private Optional<PmmServerConnector> connector = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private Waiter waiter = new SystemWaiter();
    private CutOverGate gate = CutOverGate.OPEN;
    private MigrationJournal journal = MigrationJournal.none();
    private final List<MigrationListener> listeners = new ArrayList<>();
    private Roles roles = Roles.STANDARD;
    private Optional<ImageReference> target = Optional.empty();
    private PullPolicy pull = PullPolicy.MISSING;
    private DataStrategy strategy = DataStrategy.inPlace();
    private ConfigurationOverrides overrides = ConfigurationOverrides.none();
    private final Set<String> accepted = new LinkedHashSet<>();
    private FailurePolicy failurePolicy = FailurePolicy.ROLL_BACK_UNTIL_VERIFIED;
    private Timeouts timeouts = Timeouts.defaults();
    private final List<AttachedStep> steps = new ArrayList<>();
    private Optional<String> takeOverLock = Optional.empty();
    private Optional<String> expectedFingerprint = Optional.empty();
    private TravelOptions travel = TravelOptions.STANDARD;

    MigrationPlanBuilder(ContainerRef container) {
        this.container = container;
    }

    MigrationPlanBuilder(PlanSettings from) {
        this(from.container());
        serverUrl = from.address().server();
        grafanaUrl = from.address().grafana();
        tls = from.address().trust();
        credentials = from.address().credentials();
        surroundings(from.surroundings());
        roles = from.roles();
        target = from.target();
        pull = from.pull();
        strategy = from.strategy();
        overrides = from.overrides();
        accepted.addAll(from.accepted());
        failurePolicy = from.failurePolicy();
        timeouts = from.timeouts();
        steps.addAll(from.steps());
        takeOverLock = from.takeOverLock();
        expectedFingerprint = from.expectedFingerprint();
        travel = from.travel();
    }

    private void surroundings(Surroundings from) {
        engine = from.engine();
        connector = from.connector();
        clock = from.clock();
        waiter = from.waiter();
        gate = from.gate();
        journal = from.journal();
        listeners.addAll(from.listeners());
    }

    /** Sets the container engine. Default: the one provider that is found and available. The caller closes it. */
    public MigrationPlanBuilder containerEngine(ContainerEngine value) {
        engine = Optional.of(Objects.requireNonNull(value, "containerEngine"));
        return this;
    }

    /** Sets how PMM servers are reached. Default: the one provider that is found. */
    public MigrationPlanBuilder serverConnector(PmmServerConnector value) {
        connector = Optional.of(Objects.requireNonNull(value, "serverConnector"));
        return this;
    }

    /** Sets who we are towards PMM. Default: user and password that every server starts its life with. */
    public MigrationPlanBuilder credentials(Credentials value) {
        credentials = Optional.of(Objects.requireNonNull(value, "credentials"));
        return this;
    }

    /** Sets the server's address as a client sees it. Default: from the published port. */
    public MigrationPlanBuilder serverUrl(URI value) {
        serverUrl = Optional.of(Objects.requireNonNull(value, "serverUrl"));
        return this;
    }

    /** Sets Grafana's address. Default: the server's address and {@code /graph}. */
    public MigrationPlanBuilder grafanaUrl(URI value) {
        grafanaUrl = Optional.of(Objects.requireNonNull(value, "grafanaUrl"));
        return this;
    }

    /**
     * Sets whom to believe about certificates. Default: the system's authorities, and exactly the certificate that lies in
     * the server's own container, read through the engine.
     */
    public MigrationPlanBuilder tls(TlsTrust value) {
        tls = Optional.of(Objects.requireNonNull(value, "tls"));
        return this;
    }

    /**
     * Sets the target image. Default: computed from what the server has.
     *
     * @throws IllegalArgumentException when it is not an image reference
     */
    public MigrationPlanBuilder targetImage(String value) {
        return targetImage(ImageReference.parse(value));
    }

    /** Sets the target image. Default: computed from what the server has. */
    public MigrationPlanBuilder targetImage(ImageReference value) {
        target = Optional.of(Objects.requireNonNull(value, "targetImage"));
        return this;
    }

    /**
     * Sets stops on the way to the target, in order. Default: computed; what is named replaces computed stops of its major
     * version.
     *
     * @throws IllegalArgumentException when one is not an image reference
     */
    public MigrationPlanBuilder via(String... images) {
        travel = travel.by(Arrays.stream(images).map(ImageReference::parse).toList());
        return this;
    }

    /** Goes to the target in one hop, whatever speaks for stops on the way. */
    public MigrationPlanBuilder noHop() {
        travel = travel.straightOn();
        return this;
    }

    /**
     * Stops after so many hops; executing again goes on. Default: all of them.
     *
     * @throws IllegalArgumentException when it is less than one
     */
    public MigrationPlanBuilder atMostHops(int hops) {
        if (hops < 1) {
            throw new IllegalArgumentException("hops must be at least 1: " + hops);
        }
        travel = travel.atMost(hops);
        return this;
    }

    /** Upgrades within the major version instead: PMM 2 to 2.44.1, PMM 3 to a later 3.x, or to the target. */
    public MigrationPlanBuilder upgradeOnly() {
        travel = travel.towards(PathRequest.Goal.UPGRADE);
        return this;
    }

    /** Sets how a PMM 2 is brought to a later PMM 2. Default: chosen by evidence. */
    public MigrationPlanBuilder upgradeBy(UpgradeWay value) {
        travel = travel.upgradingBy(Objects.requireNonNull(value, "upgradeBy"));
        return this;
    }

    /** Sets when the target image is fetched. Default: when it is missing. */
    public MigrationPlanBuilder pull(PullPolicy value) {
        pull = Objects.requireNonNull(value, "pull");
        return this;
    }

    /** Sets how the data is treated. Default: in place, after a backup. */
    public MigrationPlanBuilder data(DataStrategy value) {
        strategy = Objects.requireNonNull(value, "data");
        return this;
    }

    /** Sets changes to the replacement's configuration. Default: none, everything is carried over or translated. */
    public MigrationPlanBuilder overrides(ConfigurationOverrides value) {
        overrides = Objects.requireNonNull(value, "overrides");
        return this;
    }

    /** Adds a rule for environment variables; it is asked before the built-in ones. */
    public MigrationPlanBuilder environmentRule(EnvironmentRule value) {
        overrides = overrides.withEnvironmentRule(Objects.requireNonNull(value, "environmentRule"));
        return this;
    }

    /** Acknowledges findings by their code. */
    public MigrationPlanBuilder accept(String... codes) {
        Arrays.asList(codes).forEach(code -> accepted.add(Objects.requireNonNull(code, "code")));
        return this;
    }

    /** Sets what is done by itself after a failure. Default: roll back until the required checks have passed. */
    public MigrationPlanBuilder onFailure(FailurePolicy value) {
        failurePolicy = Objects.requireNonNull(value, "onFailure");
        return this;
    }

    /** Changes how long things may take, starting from what is set. */
    public MigrationPlanBuilder timeouts(UnaryOperator<Timeouts> change) {
        timeouts =
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(timeouts), "timeouts");
        return this;
    }

    /** Adds a listener. */
    public MigrationPlanBuilder listener(MigrationListener value) {
        listeners.add(Objects.requireNonNull(value, "listener"));
        return this;
    }

    /** Sets where the audit log goes. Default: nowhere. */
    public MigrationPlanBuilder journal(MigrationJournal value) {
        journal = Objects.requireNonNull(value, "journal");
        return this;
    }

    /** Sets what decides when the server may be stopped. Default: at once. */
    public MigrationPlanBuilder cutOverGate(CutOverGate value) {
        gate = OwnRole.gate(Objects.requireNonNull(value, "cutOverGate"));
        return this;
    }

    /** Adds an own step before a phase that still has something to do; not before DETECT_STORAGE or ROLL_BACK. */
    public <I> MigrationPlanBuilder before(Phase<I, ?> phase, MigrationStep<? super I> step) {
        steps.add(AttachedStep.before(phase, step));
        return this;
    }

    /** Adds an own step that runs once the phase has reached its end, also when it had nothing to do; not ROLL_BACK. */
    public <O> MigrationPlanBuilder after(Phase<?, O> phase, MigrationStep<? super O> step) {
        steps.add(AttachedStep.after(phase, step));
        return this;
    }

    /** Replaces how the server is brought to the version from which the migration is supported. */
    public MigrationPlanBuilder serverUpgrader(ServerUpgrader value) {
        roles = roles.withUpgrader(Roles.replacement(value, "serverUpgrader"));
        return this;
    }

    /** Replaces how the data is found. */
    public MigrationPlanBuilder storageDetector(StorageDetector value) {
        roles = roles.withDetector(Roles.replacement(value, "storageDetector"));
        return this;
    }

    /** Replaces the decisions about containers; the executor still performs, observes and reports. */
    public MigrationPlanBuilder containerMigrator(ContainerMigrator value) {
        return containerMigrator(Roles.replacement(value, "containerMigrator"));
    }

    /** Wraps the standard decisions about containers, to change some and leave the others. */
    public MigrationPlanBuilder containerMigrator(UnaryOperator<ContainerMigrator> wrapper) {
        roles = roles.withMigrator(Objects.requireNonNull(wrapper, "containerMigrator"));
        return this;
    }

    /** Replaces how API keys are dealt with during the migration; {@link MigrationPlan#apiKeys()} stays as it is. */
    public MigrationPlanBuilder apiKeyMigrator(ApiKeyMigrator value) {
        return apiKeyMigrator(Roles.replacement(value, "apiKeyMigrator"));
    }

    /** Wraps how API keys are dealt with during the migration, for something before or after. */
    public MigrationPlanBuilder apiKeyMigrator(UnaryOperator<ApiKeyMigrator> wrapper) {
        roles = roles.withKeyMigrator(Objects.requireNonNull(wrapper, "apiKeyMigrator"));
        return this;
    }

    /** Replaces the checks after the migration; {@link MigrationPlan#verify()} makes the standard ones. */
    public MigrationPlanBuilder verifier(PostMigrationVerifier value) {
        return verifier(Roles.replacement(value, "verifier"));
    }

    /** Wraps the checks after the migration, to judge their result in another way. */
    public MigrationPlanBuilder verifier(UnaryOperator<PostMigrationVerifier> wrapper) {
        roles = roles.withVerifier(Objects.requireNonNull(wrapper, "verifier"));
        return this;
    }

    /** Adds a check of your own, made after the standard ones. */
    public MigrationPlanBuilder check(VerificationCheck value) {
        roles = roles.with(Objects.requireNonNull(value, "check"));
        return this;
    }

    /** Sets the clock. Default: the system's, in UTC. */
    public MigrationPlanBuilder clock(Clock value) {
        clock = Objects.requireNonNull(value, "clock");
        return this;
    }

    /** Sets how time is let pass. Default: by sleeping. */
    public MigrationPlanBuilder waiter(Waiter value) {
        waiter = Objects.requireNonNull(value, "waiter");
        return this;
    }

    /** Takes over the lock that a dead process left behind; the text is the lock's id as the refusal showed it. */
    public MigrationPlanBuilder takeOverLock(String lockId) {
        takeOverLock = Optional.of(Objects.requireNonNull(lockId, "lockId"));
        return this;
    }

    /** Executes only if the server still is what a preview saw; the text is {@link MigrationPreview#fingerprint()}. */
    public MigrationPlanBuilder expecting(String fingerprint) {
        expectedFingerprint = Optional.of(Objects.requireNonNull(fingerprint, "fingerprint"));
        return this;
    }

    /** Returns the plan. Touches nothing. */
    public MigrationPlan build() {
        return new MigrationPlan(settings());
    }

    private PlanSettings settings() {
        return new PlanSettings(
                container,
                new ServerAddress(serverUrl, grafanaUrl, tls, credentials),
                new Surroundings(engine, connector, clock, waiter, gate, journal, listeners),
                roles,
                target,
                pull,
                strategy,
                overrides,
                accepted,
                failurePolicy,
                timeouts,
                steps,
                takeOverLock,
                expectedFingerprint,
                travel);
    }

    /** Builds the plan and previews it, see {@link MigrationPlan#preview()}. */
    public MigrationPreview preview() {
        return build().preview();
    }

    /** Builds the plan and executes it, see {@link MigrationPlan#execute()}. */
    public MigrationReport execute() {
        return build().execute();
    }

    /** Builds the plan and attempts it, see {@link MigrationPlan#attempt()}. */
    public MigrationOutcome attempt() {
        return build().attempt();
    }
}
