/**
 * Puts plans in motion: looks, asks the decision function, acts, looks again.
 *
 * <p>Called by the root package; the only place that performs actions. Everything begins in {@code PlanRunner}, and the loop is
 * in {@code Driver}. Where to look:
 *
 * <table>
 * <caption>What is where</caption>
 * <tr><th>question</th><th>classes, the first of each the one to begin with</th></tr>
 * <tr><td>Where does the migration stand?</td><td>{@code Locator}, {@code Site}, {@code Roster}, {@code Chain},
 *     {@code Recollection}</td></tr>
 * <tr><td>What is the server like, and what stands in the way?</td><td>{@code Surveyor}, {@code Survey}, {@code Interview},
 *     {@code Probe}, {@code Examination}, {@code Findings}, {@code UpgradeChoice}</td></tr>
 * <tr><td>Which hop is next, and to which image?</td><td>{@code Journey}, {@code Itinerary}, {@code Leg}, {@code Targets},
 *     {@code Stopover}</td></tr>
 * <tr><td>What shall be?</td><td>{@code IntentFactory}, {@code HelperFactory}, {@code LabelSets}, {@code Wishes},
 *     {@code Fingerprints}</td></tr>
 * <tr><td>What would be done?</td><td>{@code PreviewMaker}, {@code Rehearsal}, {@code ActionText}, {@code EquivalentCommand},
 *     {@code LaterHop}, {@code ComposePatches}</td></tr>
 * <tr><td>How does a run go?</td><td>{@code ForwardRun}, {@code BackwardRun}, {@code Commitment}, {@code Expedition},
 *     {@code Driver}, {@code Run}</td></tr>
 * <tr><td>What does a round of the loop do?</td><td>{@code Observer} looks, {@code Migrators} picks who decides,
 *     {@code Performer} acts, with {@code LockKeeper}, {@code HelperWatch}, {@code BaselineKeeper}, {@code Keepsakes},
 *     {@code InPlaceUpgrader}, {@code ReadinessWatch}, {@code Verification}, {@code Rounds}</td></tr>
 * <tr><td>Where do phases and own steps begin and end?</td><td>{@code PhaseTracker}, {@code StepRunner},
 *     {@code StateFactory}</td></tr>
 * <tr><td>How is it stopped, and what if it cannot go on?</td><td>{@code Operation}, {@code SafePoints}, {@code Cancellation},
 *     {@code Blockades}, {@code MissingData}</td></tr>
 * <tr><td>How is the server reached?</td><td>{@code ServerAccess}, {@code EndpointFinder}, {@code Route}, {@code Visit},
 *     {@code SurveyContext}, {@code Tools}</td></tr>
 * <tr><td>What is told of it?</td><td>{@code Events}, {@code Chronicle}, {@code JournalWriter}, {@code ReportFactory},
 *     {@code ReportChange}, {@code ReportJoin}, {@code Leftovers}, {@code Outage}, {@code LastWords}, {@code LogRedaction}</td></tr>
 * <tr><td>Who and when?</td><td>{@code ProcessIdentity}, {@code LibraryVersion}, {@code SystemWaiter}</td></tr>
 * </table>
 */
@NullMarked
package io.github.pmmmigration.internal.execution;

import org.jspecify.annotations.NullMarked;
