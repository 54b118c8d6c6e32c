package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Severity;
import io.github.pmmmigration.event.ActionFinished;
import io.github.pmmmigration.event.ActionProgressed;
import io.github.pmmmigration.event.ActionStarted;
import io.github.pmmmigration.event.FindingRaised;
import io.github.pmmmigration.event.HopChosen;
import io.github.pmmmigration.event.MigrationEvent;
import io.github.pmmmigration.event.MigrationListener;
import io.github.pmmmigration.event.MigrationStarted;
import io.github.pmmmigration.event.RollbackStarted;
import io.github.pmmmigration.event.WaitingFor;
import io.github.pmmmigration.path.Hop;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Shows how it goes: one line for each action, and below it on a terminal what is going on right now. */
final class Progress implements MigrationListener {
    private static final int DESCRIPTION = 60;
    private static final int TIME = 11;
    private static final Duration NEWS = Duration.ofSeconds(30);

    private final PrintStream err;
    private final boolean lively;
    private final Ink ink;
    private Instant begin = Instant.EPOCH;
    private Instant lastNews = Instant.EPOCH;
    private String description = "";
    private boolean shown;

    Progress(Console console, OutputOptions output) {
        this.err = console.err();
        this.lively = output.lively(console);
        this.ink = new Ink(output.coloured(console));
    }

    @Override
    public void on(MigrationEvent event) {
        if (event instanceof MigrationStarted) {
            begin = begin.equals(Instant.EPOCH) ? event.at() : begin;
        } else if (event instanceof ActionStarted started) {
            begun(started);
        } else if (event instanceof ActionProgressed progressed) {
            progressed(progressed);
        } else if (event instanceof ActionFinished finished) {
            finished(finished);
        } else {
            note(event);
        }
    }

    private void begun(ActionStarted started) {
        description = Words.sentence(started.description());
        lastNews = started.at();
        live(started.at(), "");
    }

    private void progressed(ActionProgressed progressed) {
        String news = progressed.total() > 0 ? bar(progressed) : Words.line(progressed.message());
        if (lively) {
            live(progressed.at(), news);
        } else if (Duration.between(lastNews, progressed.at()).compareTo(NEWS) >= 0) {
            lastNews = progressed.at();
            line(progressed.at(), Words.shortened(description, DESCRIPTION) + ": " + news);
        }
    }

    private static String bar(ActionProgressed progressed) {
        double share = Math.min(1, (double) progressed.done() / progressed.total());
        int full = (int) (share * 20);
        return "[" + "#".repeat(full) + ".".repeat(20 - full) + "] "
                + String.format(Locale.ROOT, "%3.0f %%", share * 100) + " of "
                + Words.amount(progressed.total(), progressed.unit());
    }

    private void finished(ActionFinished finished) {
        String time = Words.duration(finished.duration());
        String gap = " ".repeat(Math.max(0, TIME - time.length()));
        line(finished.at(), gap + time + "  " + description + (finished.succeeded() ? "" : ink.red(": did not work")));
    }

    private void note(MigrationEvent event) {
        if (event instanceof HopChosen chosen) {
            Hop hop = chosen.hop();
            line(event.at(), "PMM " + hop.from() + " -> " + Words.line(hop.destination()) + ": " + hop.reason());
        } else if (event instanceof WaitingFor waiting) {
            live(event.at(), "waiting for " + Words.line(waiting.what()));
        } else if (event instanceof RollbackStarted rollback) {
            line(event.at(), ink.yellow("Going back: " + Words.line(rollback.reason())));
        } else if (event instanceof FindingRaised raised) {
            finding(event.at(), raised.finding());
        }
    }

    private void finding(Instant at, Finding finding) {
        String text = Words.line(finding.code() + ": " + finding.message());
        if (finding.severity() == Severity.BLOCKER) {
            line(at, ink.red("Blocker " + text));
        } else if (finding.severity() == Severity.WARNING) {
            line(at, ink.yellow("Warning " + text));
        }
    }

    private void live(Instant at, String news) {
        if (lively) {
            String text = Words.shortened(description, news.isEmpty() ? 66 : 34) + " ... " + news;
            err.print("\r\u001b[2K" + stamp(at) + Words.shortened(text, 70));
            err.flush();
        }
    }

    private void line(Instant at, String text) {
        shown = true;
        err.println((lively ? "\r\u001b[2K" : "") + stamp(at) + text);
    }

    private String stamp(Instant at) {
        return ink.faint(Words.watch(Duration.between(begin, at))) + "  ";
    }

    /** Leaves the cursor at the beginning of an empty line, apart from what was shown. */
    void end() {
        if (lively) {
            err.print("\r\u001b[2K");
        }
        if (shown) {
            err.println();
        }
        err.flush();
    }
}
