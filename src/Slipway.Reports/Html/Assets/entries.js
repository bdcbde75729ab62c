// Lists of entries, and one entry.
const mostAtOnce = 200;

function entryLine(seq) {
  const entry = entryAt(seq);
  if (!entry) return make("li", make("span", "#" + seq), make("span.said", "older than this page"));
  return make("li",
    link("#entry-" + seq, "#" + seq), stamp(entry.utc), make("span.what", entry.type),
    make("span.said", entry.version && [make("b", said(entry.version)), " "], entry.environment && ["in ", said(entry.environment), " "], "by ", said(entry.actor), outline(entry)));
}

// The two or three facts that tell most of it.
function outline(entry) {
  const facts = ["gate", "verdict", "step", "phase", "kind", "id", "role", "severity", "title", "deviation", "reason"].map(name => entry.data[name]).filter(Boolean);
  return facts.length ? [": ", facts.map((fact, place) => [place > 0 && ", ", said(fact)])] : null;
}

function entryList(seqs) {
  const list = make("ol.entries"), rest = seqs.slice();
  const more = make("button", { type: "button" }, "Show more");
  const add = () => {
    list.append(...rest.splice(0, mostAtOnce).map(entryLine));
    more.hidden = rest.length === 0;
  };
  more.addEventListener("click", add);
  add();
  return [list, more];
}

function entryPage(seq) {
  const entry = entryAt(seq), { raw, packed } = knowledge();
  if (!entry)
    return [make("h2", "Entry " + seq), make("p", seq > raw.count ? "The ledger has no such entry." : `This page begins with entry ${packed.first}. `, code("./build.sh Audit"), " shows all of them.")];
  const release = knowledge().byId.get(entry.packageId.slice(0, 12));
  return [
    make("p.crumbs", link("#ledger", "Ledger"), seq > packed.first && link("#entry-" + (seq - 1), "\u2190 entry " + (seq - 1)), seq < raw.count && link("#entry-" + (seq + 1), `entry ${seq + 1} \u2192`)),
    make("h2", "Entry ", number(seq)),
    make("p.quiet", entry.type),
    make("div.card", pairs("pairs", [
      ["When", stamp(entry.utc), " UTC"], ["Who", said(entry.actor)], ["Run", code(entry.run)],
      entry.environment && ["Environment", said(entry.environment)],
      entry.version && ["Version", release ? link("#release-" + release.id.slice(0, 12), said(entry.version)) : said(entry.version)],
      entry.packageId && ["Package", code(entry.packageId)],
      entry.deployment && ["Deployment", code(entry.deployment)],
      ...entry.facts.map(([name, value]) => [said(name), name === "commit" ? outside(0, value, said(value)) : withEntries(value)]),
      ["Hash", code(entry.hash + "\u2026")],
    ])),
    entry.deployment && make("h3", "Of the same deployment"),
    entry.deployment && entryList(sameDeployment(entry)),
  ];
}

function sameDeployment(entry) {
  const environment = textIndex(entry.environment), deployment = textIndex(entry.deployment);
  return entriesWhere((_, who) => who[2] === environment && who[5] === deployment);
}

function listPage(place) {
  const list = knowledge().raw.lists[place];
  if (!list) return [make("h2", "Not on this page")];
  const [title, ...seqs] = list;
  return [make("h2", said(title)), make("p.quiet", many(seqs.length, "entry", "entries")), entryList(seqs)];
}

function ledgerPage() {
  const { raw, packed } = knowledge(), seqs = [];
  for (let seq = raw.count; seq >= packed.first && raw.count > 0; seq--) seqs.push(seq);
  return entryList(seqs);
}
