/**
 * How reports look: a page of text with tables and figures in it. Nothing is told by colour alone.
 *
 * @since 0.2.0
 */
export const sheet = `
:root {
  color-scheme: light dark;
  --paper: #fffefa; --ink: #1c1b19; --soft: #5f5c55; --hair: #d8d5cc; --rule: #8f8b80;
  --shade1: #f1eee4; --shade2: #e0dbcb; --shade3: #c6bfa8; --shade4: #4a4538; --on-dark: #fffefa;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #171614; --ink: #e9e6de; --soft: #aaa69b; --hair: #3a3833; --rule: #7d796e;
    --shade1: #24221e; --shade2: #35322b; --shade3: #504b3f; --shade4: #d9d2bd; --on-dark: #171614;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; padding: 0 1rem;
  font: 1.0625rem/1.5 Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif;
  font-variant-numeric: lining-nums; overflow-wrap: break-word;
}
main { max-width: 44rem; margin: 3rem auto 5rem; }
h1 { font-size: 2rem; line-height: 1.15; font-weight: normal; margin: 0 0 .6rem; text-wrap: balance; }
h2 { font-size: 1.35rem; line-height: 1.25; font-weight: normal; margin: 0 0 .8rem; text-wrap: balance; }
h3 { font-size: 1.0625rem; font-weight: bold; margin: 1.6rem 0 .4rem; }
section { margin-top: 3rem; padding-top: 1.1rem; border-top: 1px solid var(--rule); }
p { margin: 0 0 .8rem; }
.subtitle { color: var(--soft); margin: 0; }
.note { color: var(--soft); font-size: .9rem; line-height: 1.45; }
a { color: inherit; text-decoration: underline; text-decoration-color: var(--rule); text-underline-offset: .15em; }
a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
ol, ul { padding-left: 1.3rem; margin: 0 0 .8rem; }
li { margin: .3rem 0; }
nav { margin-top: 2rem; }
nav ul { list-style: none; padding: 0; columns: 18rem 2; column-gap: 2rem; }
nav li { margin: 0; padding: .15rem 0; break-inside: avoid; }
nav a { text-decoration-color: transparent; }
dl.facts { display: grid; grid-template-columns: auto 1fr; gap: .1rem 1.2rem; margin: 1.2rem 0 0; font-size: .95rem; }
dl.facts dt { color: var(--soft); }
dl.facts dd { margin: 0; overflow-wrap: anywhere; }

table { border-collapse: collapse; width: 100%; margin: 1rem 0 1.4rem; font-size: .95rem; line-height: 1.35; }
caption { overflow-wrap: anywhere; text-align: left; color: var(--soft); font-size: .9rem; padding-bottom: .5rem; }
th, td { padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top; font-weight: normal; overflow-wrap: anywhere; }
th:last-child, td:last-child { padding-right: 0; }
thead th { border-bottom: 1px solid var(--rule); color: var(--soft); font-size: .85rem; vertical-align: bottom; overflow-wrap: normal; }
tbody tr { border-bottom: 1px solid var(--hair); }
.number { text-align: right; font-variant-numeric: lining-nums tabular-nums; white-space: nowrap; }
thead .number { white-space: normal; }
.between { display: block; white-space: normal; color: var(--soft); font-size: .8rem; }
.small { color: var(--soft); font-size: .85rem; }

table.map { table-layout: fixed; }
table.map th:first-child { width: 34%; }
table.map thead th + th, table.map td { width: auto; text-align: center; padding: .3rem 0; white-space: nowrap; font-variant-numeric: lining-nums tabular-nums; }
.s1 { background: var(--shade1); } .s2 { background: var(--shade2); } .s3 { background: var(--shade3); }
.s4 { background: var(--shade4); color: var(--on-dark); }
ul.legend { list-style: none; padding: 0; margin: .2rem 0 0; font-size: .85rem; color: var(--soft); }
ul.legend li { display: inline-block; margin: .1rem 1.1rem .1rem 0; }
ul.legend .cell { display: inline-block; min-width: 1.6em; padding: 0 .3em; text-align: center; border: 1px solid var(--hair); color: var(--ink); }
ul.legend .s4 { color: var(--on-dark); }

figure { margin: 1.2rem 0; break-inside: avoid; }
figcaption { font-weight: bold; margin-bottom: .5rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 0 2rem; align-items: start; }
svg { display: block; width: 100%; max-width: 30rem; height: auto; }
figure svg + svg { margin-top: 1rem; }
svg text { font-size: 11px; fill: var(--ink); stroke: var(--paper); stroke-width: 3px; paint-order: stroke; }
svg .grid { stroke: var(--hair); stroke-width: 1; }
svg .axis, svg .end { stroke: var(--rule); stroke-width: 1; }
svg .line { fill: none; stroke: var(--ink); stroke-width: 1.6; stroke-linejoin: round; }
svg .dashed { stroke-dasharray: 6 4; }
svg .dotted { stroke-dasharray: 1.5 2.5; }
svg .chained { stroke-dasharray: 9 3 1.5 3; }
svg .broad { stroke-width: 3.2; stroke: var(--rule); }
svg .beaded { stroke-width: 3.6; stroke-dasharray: .1 6; stroke-linecap: round; }
svg .mark { fill: var(--ink); }
svg .ring { fill: none; stroke: var(--ink); stroke-width: 1.3; }
svg .part { stroke: var(--rule); stroke-width: 1; }
svg .part1 { fill: var(--shade1); } svg .part2 { fill: var(--shade3); } svg .part3 { fill: var(--shade4); }
svg .in1, svg .in2, svg .in3 { stroke: none; }
svg .in3 { fill: var(--on-dark); }
svg.sample { display: inline-block; width: 2.4em; height: .8em; vertical-align: -.05em; margin-right: .35em; }

header + .note, details + .note { margin-top: .8rem; }
ul.known { columns: 15rem 2; column-gap: 2rem; font-size: .95rem; }
ul.known li { break-inside: avoid; }
details { border-bottom: 1px solid var(--hair); }
summary { cursor: pointer; padding: .45rem 0; }
summary .aside { color: var(--soft); font-size: .9rem; }
details[open] > summary { font-weight: bold; }
details[open] > summary .aside { font-weight: normal; }
details.data { border: 0; font-size: .9rem; }
details.data > summary { color: var(--soft); padding: .2rem 0; font-weight: normal; }
dl.acquis { margin: .2rem 0 1.2rem; }
dl.acquis dt { margin-top: .7rem; }
dl.acquis dd { margin: .1rem 0 0 1.3rem; font-size: .9rem; line-height: 1.45; color: var(--soft); }

@media (max-width: 30rem) {
  body { font-size: 1rem; }
  main { margin-top: 1.5rem; }
  h1 { font-size: 1.6rem; }
  table { font-size: .875rem; }
  table.map th:first-child { width: 38%; }
  table.map td { font-size: .75rem; }
}
@page { margin: 18mm 16mm; }
@media print {
  body { font-size: 10pt; padding: 0; }
  main { max-width: none; margin: 0; }
  nav, details.data { display: none; }
  a { text-decoration: none; }
  section { margin-top: 2rem; }
  h2, h3, h3 + .note, figcaption, caption, summary, dt { break-after: avoid; }
  ul.advice a::after { content: " (" attr(href) ")"; overflow-wrap: anywhere; }
  figure { break-inside: auto; margin: .7rem 0; }
  tr, li, dd, svg { break-inside: avoid; }
  ul.legend { break-before: avoid; }
  details::details-content { content-visibility: visible; display: block; }
  summary { list-style: none; font-weight: bold; }
  table.map { break-inside: avoid; }
  table.map td, ul.legend .cell { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  svg { max-width: 10cm; }
}
`
