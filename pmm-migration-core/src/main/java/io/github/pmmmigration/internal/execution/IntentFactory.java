package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSpec;
import io.github.pmmmigration.internal.configuration.ComposeLabels;
import io.github.pmmmigration.internal.configuration.Replacement;
import io.github.pmmmigration.internal.configuration.ReplacementConfiguration;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.configuration.ReplacementRequest;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.internal.preflight.PmmEvidence;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerVersion;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.step.MigrationIntent;
import io.github.pmmmigration.step.MigrationNames;
import io.github.pmmmigration.step.PullPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Works out from the survey what shall be. */
final class IntentFactory {
    private final PlanSettings settings;
    private final Survey survey;
    private final ProcessIdentity identity;

    IntentFactory(PlanSettings settings, Survey survey, ProcessIdentity identity) {
        this.settings = settings;
        this.survey = survey;
        this.identity = identity;
    }

    /**
     * Makes the intent.
     *
     * @param baseline the baseline as it shall be stored with the replacement; asked for when that is created
     * @param since when this run began
     * @param reason what the lock is for
     * @param documents what the helpers are to save
     */
    MigrationIntent make(Supplier<String> baseline, Instant since, String reason, HelperFactory.Documents documents) {
        MigrationNames names = survey.site().names();
        return new MigrationIntent(
                names,
                settings.strategy(),
                survey.target(),
                settings.pull() == PullPolicy.ALWAYS,
                survey.kind() != ReplacementKind.UPGRADE_PMM2,
                digest(),
                restartPolicy(),
                settings.timeouts().stopGrace(),
                lock(since, reason),
                () -> replacement(baseline.get()),
                this::restored,
                this::standIn,
                preserved(),
                new HelperFactory(names, survey, settings.strategy(), documents),
                volumes());
    }

    private MigrationNames names() {
        return survey.site().names();
    }

    /** The policy the user gave: recorded on our containers once the source itself was disarmed. */
    private RestartPolicy restartPolicy() {
        return settings.overrides().restartPolicy().orElseGet(this::sourcePolicy);
    }

    private RestartPolicy sourcePolicy() {
        return survey.site().sourcePolicy().orElseGet(() -> survey.source().restartPolicy());
    }

    /**
     * Returns the fingerprint of what is wanted, down to the values of variables. It stands in a label, beside the environment
     * that has those values; the source's identifier in it keeps the fingerprints of two servers from being compared.
     */
    String digest() {
        List<String> parts = new ArrayList<>(List.of(
                survey.site().sourceId().value(),
                survey.target().toString(),
                survey.kind().name(),
                settings.strategy().toString()));
        parts.addAll(Wishes.of(settings.overrides(), survey.source()));
        return Fingerprints.of(parts);
    }

    private ContainerSpec lock(Instant since, String reason) {
        Map<String, String> labels = LabelSets.common(names(), survey.site().sourceId(), Roster.LOCK);
        labels.put(Labels.RESTART_POLICY, sourcePolicy().toString());
        labels.put(Labels.LOCK_RUN, identity.run());
        labels.put(Labels.LOCK_HOST, identity.host());
        labels.put(Labels.LOCK_PROCESS, identity.process());
        labels.put(Labels.LOCK_USER, identity.user());
        labels.put(Labels.LOCK_SINCE, since.toString());
        labels.put(Labels.LOCK_REASON, reason);
        ConfigDocument configuration = ConfigDocument.empty()
                .with("/Image", survey.source().image().value())
                .with("/Entrypoint", List.of("/bin/false"))
                .with("/Cmd", List.of())
                .with("/Labels", labels)
                .with("/HostConfig/NetworkMode", "none")
                .with("/HostConfig/RestartPolicy", Map.of("Name", "no"))
                .with("/HostConfig/Tmpfs", Map.of("/srv", ""));
        return new ContainerSpec(names().lock(), configuration);
    }

    private ContainerSpec replacement(String baseline) {
        Map<String, String> labels = LabelSets.common(names(), survey.site().sourceId(), Roster.REPLACEMENT);
        labels.put(Labels.DIGEST, digest());
        labels.put(Labels.KIND, survey.kind().name());
        labels.put(Labels.STRATEGY, settings.strategy().name());
        labels.put(
                Labels.GOAL, survey.leg().goal().map(ImageReference::toString).orElse(""));
        labels.put(Labels.REMAINING, Integer.toString(survey.leg().remaining()));
        labels.put(Labels.BACKUP, Recollection.backupLabel(settings.strategy()));
        labels.put(Labels.RESTART_POLICY, sourcePolicy().toString());
        labels.put(Labels.BASELINE, baseline);
        labels.putAll(composeLabels());
        ConfigDocument configuration =
                derive(survey.kind(), survey.target(), dataVolume(), labels).configuration();
        return new ContainerSpec(names().replacement(), HardwareAddresses.noted(configuration));
    }

    /** Compose gets to know the server at the end of the way: before, its file would say another version. */
    private Map<String, String> composeLabels() {
        if (!settings.overrides().keepsComposeLabels()) {
            return Map.of();
        }
        return survey.leg().path().hops().size() > 1
                ? ComposeLabels.parked(survey.source())
                : ComposeLabels.of(survey.source());
    }

    private ContainerSpec restored() {
        Map<String, String> labels = LabelSets.common(names(), survey.site().sourceId(), Roster.RESTORED);
        if (survey.source().label(MigrationLabels.MIGRATION).isPresent()) {
            labels.putAll(ComposeLabels.parked(survey.source()));
        }
        labels.put(Labels.KIND, ReplacementKind.RESTORE_PMM2.name());
        labels.put(Labels.RESTART_POLICY, sourcePolicy().toString());
        Replacement restored =
                derive(ReplacementKind.RESTORE_PMM2, survey.target(), Optional.of(names().backup()), labels);
        return new ContainerSpec(
                names().restored(),
                HardwareAddresses.recalled(onPreserved(restored), survey.site().replacement()));
    }

    /** The same server again, but not one that vanishes when it stops; by the stop of the source that it is made for. */
    private ContainerSpec standIn(String stopToken) {
        Map<String, String> labels = LabelSets.common(names(), survey.site().sourceId(), Roster.STAND_IN);
        labels.put(Labels.STOP, stopToken);
        labels.put(Labels.RESTART_POLICY, sourcePolicy().toString());
        Replacement same = derive(ReplacementKind.RESTORE_PMM2, survey.target(), Optional.empty(), labels);
        return new ContainerSpec(names().standIn(), onPreserved(same));
    }

    private ConfigDocument onPreserved(Replacement restored) {
        return preserved()
                .map(image -> restored.configuration().with("/Image", image.toString()))
                .orElse(restored.configuration());
    }

    /** The programs of a server that was updated inside its container are in its layer, not in its image. */
    private Optional<ImageReference> preserved() {
        Optional<PmmVersion> image = PmmEvidence.imageVersion(survey.image());
        Optional<PmmVersion> server = BaselineKeeper.stored(survey.site().replacement())
                .map(Baseline::version)
                .or(survey::version)
                .map(ServerVersion::version);
        boolean same =
                image.flatMap(built -> server.filter(built::isSameRelease)).isPresent();
        return same ? Optional.empty() : Optional.of(preserved(names().migration()));
    }

    /** Returns what the image is called that keeps the programs of a server which had updated itself. */
    static ImageReference preserved(MigrationId migration) {
        return ImageReference.parse("pmm-migration/preserved:" + migration);
    }

    /** Derives the replacement as the preview shows it, without labels of ours. */
    static Replacement preview(PlanSettings settings, Survey survey) {
        IntentFactory factory = new IntentFactory(settings, survey, ProcessIdentity.NOBODY);
        return factory.derive(survey.kind(), survey.target(), factory.dataVolume(), Map.of());
    }

    private Replacement derive(
            ReplacementKind kind, ImageReference target, Optional<VolumeName> volume, Map<String, String> labels) {
        return ReplacementConfiguration.derive(new ReplacementRequest(
                survey.source(),
                survey.image(),
                target,
                survey.targetImage(),
                kind,
                survey.storage(),
                volume,
                labels,
                settings.overrides(),
                survey.engine(),
                survey.neighbours()));
    }

    private Optional<VolumeName> dataVolume() {
        return settings.strategy() instanceof DataStrategy.Copy ? Optional.of(names().copy()) : Optional.empty();
    }

    private Map<String, VolumeSpec> volumes() {
        Map<String, VolumeSpec> volumes = new LinkedHashMap<>();
        volumes.put("records", volume(names().records(), "records"));
        if (settings.strategy() instanceof DataStrategy.Copy) {
            volumes.put("copy", volume(names().copy(), "copy"));
        } else if (settings.strategy() instanceof DataStrategy.InPlace inPlace && inPlace.backup()) {
            volumes.put("backup", volume(names().backup(), "backup"));
        }
        return volumes;
    }

    private VolumeSpec volume(VolumeName name, String role) {
        return new VolumeSpec(name, LabelSets.common(names(), survey.site().sourceId(), role));
    }

    /** Names the source with what belongs to it; changes when either server or wishes change. */
    String fingerprint(ContainerSnapshot source) {
        return Fingerprints.of(List.of(
                digest(),
                source.id().value(),
                source.image().value(),
                source.name().value(),
                source.restartPolicy().toString(),
                Fingerprints.stable(source.document().at("/Config").orElseGet(ConfigDocument::empty)),
                Fingerprints.stable(source.document().at("/HostConfig").orElseGet(ConfigDocument::empty)),
                Fingerprints.networks(source.document()),
                survey.storage().toString(),
                survey.leg().path().toString(),
                survey.targetImage().map(image -> image.id().value()).orElse("")));
    }
}
