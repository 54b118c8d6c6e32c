package io.github.pmmmigration.report;

/** The style sheet of the HTML report: light or dark as the reader's system is, wide or narrow, on paper too. */
final class HtmlStyle {
    static final String SHEET = """
            :root {
              color-scheme: light dark;
              --page: #f6f5f2; --card: #ffffff; --ink: #22262b; --soft: #5d656e; --line: #e3e1dc;
              --track: #eceae5; --good: #24725a; --careful: #8a5a00; --bad: #a5342b; --neutral: #4a5a6a;
              --online: #5b9d86; --offline: #d3a04c; --wash: #eef4f1;
            }
            @media (prefers-color-scheme: dark) {
              :root {
                --page: #15181b; --card: #1d2125; --ink: #e6e5e1; --soft: #a0a8b0; --line: #2e343a;
                --track: #282d33; --good: #7cc9ad; --careful: #e2b562; --bad: #f0928a; --neutral: #a9bccd;
                --online: #4f9a80; --offline: #b98a3d; --wash: #1f2a27;
              }
            }
            * { box-sizing: border-box; }
            html { -webkit-text-size-adjust: 100%; }
            body {
              margin: 0; background: var(--page); color: var(--ink);
              font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
            }
            main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
            h1 { font-size: clamp(1.6rem, 5vw, 2.3rem); line-height: 1.2; margin: .3rem 0 .6rem; font-weight: 650; text-wrap: balance; }
            h2 { font-size: 1.05rem; margin: 0 0 .9rem; font-weight: 650; }
            p { margin: 0 0 .6rem; }
            .eyebrow { color: var(--soft); font-size: .9rem; margin: 0; }
            .lead { color: var(--soft); max-width: 44rem; }
            header { border-left: 4px solid var(--tone); padding: .1rem 0 .1rem 1.1rem; margin-bottom: 1.6rem; }
            .good { --tone: var(--good); } .careful { --tone: var(--careful); }
            .bad { --tone: var(--bad); } .neutral { --tone: var(--neutral); }
            .pill { color: var(--tone); font-weight: 650; }
            section, .figures > div { background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
            section { padding: 1.25rem 1.35rem 1.1rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
            .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: .8rem; margin: 0 0 1rem; }
            .figures > div { padding: .85rem 1.1rem; }
            .figures dt { color: var(--soft); font-size: .85rem; }
            .figures dd { margin: .1rem 0 0; font-size: 1.15rem; font-weight: 600; line-height: 1.35; }
            .figures dd.minor { font-size: .88rem; font-weight: 400; color: var(--soft); }
            .problem { border-left: 4px solid var(--bad); }
            .problem .what { font-weight: 600; }
            .way { background: var(--wash); }
            .way p:last-child { margin-bottom: 0; }
            table { width: 100%; border-collapse: collapse; font-size: .93rem; }
            th { text-align: left; font-weight: 600; color: var(--soft); font-size: .85rem; padding: 0 .8rem .4rem 0; }
            td { padding: .45rem .8rem .45rem 0; border-top: 1px solid var(--line); vertical-align: top; }
            th, td.short { overflow-wrap: normal; }
            td { min-width: 8rem; } td.short { min-width: 0; }
            td:first-child { font-weight: 550; min-width: 9rem; }
            .aside { color: var(--soft); font-size: .93rem; margin: .8rem 0 0; }
            code, pre { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .86em; }
            pre { white-space: pre-wrap; margin: .8rem 0 0; color: var(--soft); }
            .notes { list-style: none; padding: 0; margin: 0; }
            .notes li { border-top: 1px solid var(--line); padding: .7rem 0; }
            .notes li:first-child { border-top: 0; padding-top: 0; }
            .notes p { margin: .15rem 0 0; } .notes .minor { color: var(--soft); font-size: .92rem; }
            .tag { font-size: .82rem; font-weight: 650; color: var(--tone); }
            .lane { display: grid; grid-template-columns: minmax(0, 15rem) 7.5rem 1fr; gap: .1rem .9rem; align-items: center; padding: .3rem 0; }
            summary.lane { cursor: pointer; list-style: none; }
            summary.lane::-webkit-details-marker { display: none; }
            summary .name::after { content: "+"; color: var(--soft); padding-left: .5rem; }
            details[open] > summary .name::after { content: "\\2212"; }
            summary:focus-visible { outline: 2px solid var(--good); outline-offset: 3px; border-radius: 4px; }
            .lane .time { color: var(--soft); font-size: .88rem; font-variant-numeric: tabular-nums; }
            .track { position: relative; height: .8rem; background: var(--track); border-radius: 4px; overflow: hidden; display: block; }
            .bar { position: absolute; top: 0; bottom: 0; min-width: 3px; border-radius: 4px; background: var(--online); }
            .offline { background: var(--offline); } .failed { background: var(--bad); }
            .gap { background: repeating-linear-gradient(135deg, var(--offline) 0 5px, transparent 5px 9px); }
            .outage { border-bottom: 1px solid var(--line); padding-bottom: .6rem; margin-bottom: .4rem; }
            .outage .name { font-weight: 600; }
            .action { font-size: .9rem; color: var(--soft); }
            .action .name { padding-left: 1rem; } .action .track { height: .4rem; }
            .scale { display: flex; justify-content: space-between; margin: .2rem 0 0 calc(15rem + 7.5rem + 1.8rem); color: var(--soft); font-size: .82rem; }
            .legend { color: var(--soft); font-size: .85rem; margin: .5rem 0 0; }
            .legend span { display: inline-block; margin-right: 1rem; }
            .legend i { display: inline-block; width: .8rem; height: .8rem; border-radius: 3px; vertical-align: -1px; margin: 0 .35rem 0 0; background: var(--online); }
            .legend i.offline { background: var(--offline); }
            footer { color: var(--soft); font-size: .85rem; padding: .6rem .2rem; overflow-wrap: anywhere; }
            @media (max-width: 42rem) {
              main { padding: 1.25rem .9rem 2rem; }
              .figures { grid-template-columns: 1fr 1fr; gap: .6rem; }
              .figures > div { padding: .7rem .85rem; } .figures dd { font-size: 1.02rem; }
              section { padding: 1rem 1rem .9rem; }
              .lane { grid-template-columns: minmax(0, 1fr) auto; padding: .4rem 0; }
              .lane .track { grid-column: 1 / -1; }
              .scale { margin-left: 0; }
              thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
              table, tbody, tr, td { display: block; }
              tr { border-top: 1px solid var(--line); padding: .55rem 0; }
              tbody tr:first-child { border-top: 0; padding-top: 0; }
              td { border: 0; padding: .1rem 0; }
              td::before { content: attr(data-label); display: block; color: var(--soft); font-size: .8rem; font-weight: 400; }
              td.empty { display: none; }
            }
            @media print {
              :root { --page: #fff; --card: #fff; }
              main { max-width: none; padding: 0; } section, .figures > div { break-inside: avoid; }
              * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
            }
            """;

    private HtmlStyle() {}
}
