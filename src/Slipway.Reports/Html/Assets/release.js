// One release: what it is made of, what was decided about it, where it went.
function releasePage(name) {
  const { raw, releases, byId } = knowledge(), release = byId.get(name);
  if (!release) return [make("h2", "Not on this page"), make("p", code("./build.sh Show --package " + name), " shows it.")];
  const index = textIndex(release.id), seqs = entriesWhere((_, who) => who[3] === index), entries = seqs.map(entryAt);
  const before = releases[release.place - 1], after = releases[release.place + 1];
  return [
    make("p.crumbs", link("#releases", "Releases"), before && link("#release-" + before.id.slice(0, 12), "\u2190 ", said(before.version)), after && link("#release-" + after.id.slice(0, 12), said(after.version), " \u2192")),
    make("h2", said(release.version)),
    make("p.quiet", "sealed ", stamp(release.utc), " UTC by ", said(release.sealer)),
    make("ul.chips", raw.environments.map((environment, place) => make("li." + cellTones[release.cells[place]], sign(cellSigns[release.cells[place]]), said(environment), ": ", cellWords[release.cells[place]]))),
    release.bar && make("p.bad", sign("bar"), "Barred in ", said(release.bar)),
    make("div.columns",
      make("div", deploymentsCard(release), incidentsCard(release), gatesCard(entries), timelineCard(seqs, entries)),
      make("div", packageCard(release), planCard(release), impactCard(release), notesCard(release), evidenceCard(release), consentCard(entries), exceptionsCard(entries), risksCard(release), filesCard(release))),
  ];
}

function deploymentsCard(release) {
  const { raw, deployments } = knowledge();
  const rows = deployments.filter(deployment => deployment.release === release.place).map(deployment => {
    const start = entryAt(deployment.start), end = deployment.end ? entryAt(deployment.end) : undefined, [word, mark, tone] = outcomes[deployment.outcome];
    const judged = start?.data.risk ? `risk ${start.data.risk}${start.data.profile ? ", " + start.data.profile : ""}` : "\u2013";
    return make("tr",
      make("th", { scope: "row" }, link("#entry-" + deployment.start, deployment.rehearsal ? "rehearsal" : kinds[deployment.kind])),
      make("td", said(raw.environments[deployment.environment] ?? "")), make("td", start ? stamp(start.utc) : "\u2013"), make("td", start && end ? span(end.utc - start.utc) : "\u2013"),
      make("td." + tone, sign(mark), word, deployment.back > 0 && deployment.outcome === 0 && [", then ", link("#entry-" + deployment.back, "taken back")]),
      make("td", judged), make("td", start ? said(start.actor) : "\u2013"));
  });
  return card("Deployments", rows.length ? table(many(rows.length, "attempt"), ["What", "Where", "When", "Took", "Outcome", "Risk", "By"], rows, ".stacks") : make("p.quiet", "It was not deployed yet."));
}

// A row for each gate, a column for each environment it was asked in; whatever did not pass says why.
function gatesCard(entries) {
  const newest = new Map(), environments = new Set();
  for (const entry of entries.filter(entry => entry.type === "gate.evaluated")) {
    environments.add(entry.environment);
    newest.set(entry.data.gate, (newest.get(entry.data.gate) ?? new Map()).set(entry.environment, entry));
  }
  if (!newest.size) return null;
  const looks = { pass: ["ok", "ok"], waived: ["except", "warn"], inconclusive: ["open", "note"], fail: ["bad", "bad"] };
  const answer = entry => {
    if (!entry) return make("td.quiet", sign("none"), "not asked");
    const [mark, tone] = looks[entry.data.verdict] ?? ["open", "note"];
    return make("td." + tone, { title: entry.data.reason ?? "" }, sign(mark), link("#entry-" + entry.seq, said(entry.data.verdict)), entry.data.verdict !== "pass" && make("span.quiet", " ", said(entry.data.reason ?? "")));
  };
  const rows = [...newest].map(([gate, answers]) => make("tr", make("th", { scope: "row" }, said(gate)), [...environments].map(environment => answer(answers.get(environment)))));
  return card("Gates", table("The newest answer of each", ["Gate", ...environments], rows));
}

function timelineCard(seqs, entries) {
  const told = entries.filter(entry => entry.type !== "deploy.step" && !(entry.type === "gate.evaluated" && entry.data.verdict === "pass")).map(entry => entry.seq);
  const place = make("div", entryList(told)), all = make("button", { type: "button" }, `Show all ${number(seqs.length)} entries`);
  all.addEventListener("click", () => { place.replaceChildren(...entryList(seqs).flat()); all.remove(); });
  return card("Timeline", place, told.length < seqs.length && make("p", all));
}

function packageCard(release) {
  return card("Package", pairs("pairs", [
    ["Package id", code(release.id)], ["Commit", commitLink(release.commit), runsLink(release.commit)], ["Tree", code(release.tree)],
    ["Source", release.dirty ? make("span.warn", "with uncommitted changes") : "as committed"],
    release.files > 0 && ["Contents", `${many(release.files, "file")}, ${size(release.bytes)}`],
    ["Sealing", link("#entry-" + release.seq, "#" + release.seq)],
  ]));
}

// What went wrong because of it, from the first word to the last.
function incidentsCard(release) {
  const types = ["incident.opened", "incident.linked", "incident.resolved"].map(typeIndex), entries = entriesWhere(type => types.includes(type)).map(entryAt);
  const caused = new Set(entries.filter(entry => entry.packageId === release.id && entry.deployment).map(entry => entry.data.id));
  const told = entries.filter(entry => caused.has(entry.data.id)).map(entry => entry.seq);
  return told.length ? card(many(caused.size, "incident"), entryList(told)) : null;
}

const stateTones = { "in time": "ok", reached: "ok", late: "warn", missed: "bad", overdue: "warn" };

function planCard(release) {
  const dates = knowledge().raw.plans[release.version]?.dates;
  if (!dates?.length) return null;
  const rows = dates.map(([what, due, happened, seq, state]) => make("tr", make("th", { scope: "row" }, said(what)), make("td", stamp(due)), standing(happened ? link("#entry-" + seq, stamp(happened)) : null, state)));
  return card("Planned and actual", table(many(dates.length, "date"), ["What", "Planned", "Actual"], rows, ".stacks"));
}

function impactCard(release) {
  const impacts = knowledge().raw.plans[release.version]?.impacts;
  if (!impacts?.length) return null;
  const rows = impacts.map(([name, hope, due, value, seq, state]) => make("tr", make("th", { scope: "row" }, said(name)), make("td", hope), standing(value === null ? null : link("#entry-" + seq, String(value)), state, value === null && due ? [", ", make("time", { datetime: iso(due) }, day(due))] : null)));
  return card("Hoped and measured", table(many(impacts.length, "measure"), ["What", "Hoped for", "Measured"], rows, ".stacks"));
}

// What is known, and in a word how that is.
const standing = (fact, state, ...more) => make("td", fact && [fact, " "], make("span.standing." + (stateTones[state] ?? "quiet"), state), more);

const noteTags = { h: "h4", s: "h5", li: "li", p: "p" };
const noteRun = run => typeof run === "string" ? said(run)
  : run[0] === "b" ? make("b", said(run[1])) : run[0] === "code" ? code(run[1])
  : outside(run[0] === "issue" ? 1 : 2, run[1], "#" + run[1]);

function notesCard(release) {
  const blocks = knowledge().raw.notes[release.id.slice(0, 12)], parts = [];
  for (const [kind, ...runs] of blocks ?? []) {
    const block = make(noteTags[kind], runs.map(noteRun));
    if (kind === "li" && parts.at(-1)?.localName === "ul") parts.at(-1).append(block); else parts.push(kind === "li" ? make("ul", block) : block);
  }
  return parts.length ? card("Notes", make("div.notes", parts)) : null;
}

// What was tested and measured, in words; of a kind that has none here, what was recorded.
const evidenceWords = {
  tests: data => ["passed", "failed", "skipped"].filter(how => how === "passed" || Number(data[how]) > 0).map(how => `${number(data[how])} ${how}`),
  coverage: data => [`${Number(data.percent).toFixed(1)} %`, data.lines && `of ${many(Number(data.lines), "line")}`],
  change: data => [`${many(Number(data.lines), "changed line")} in ${many(Number(data.fileCount), "file")}`, data.commits && many(Number(data.commits), "commit")],
};

const scanWords = data => [data.result === "no data" ? "no data" : data.findings ? "found " + data.findings : "nothing found", data.looked];

function evidenceText(entry) {
  const { data } = entry, told = evidenceWords[data.kind]?.(data) ?? (data.looked && scanWords(data));
  if (told) return said(told.filter(Boolean).join(", "));
  const facts = entry.facts.filter(([name]) => !["kind", "tree", "commit", "digests", "files"].includes(name));
  return facts.map(([name, text], place) => [place > 0 && ", ", said(name), " ", make("b", said(text))]);
}

function evidenceCard(release) {
  const type = typeIndex("evidence.recorded"), tree = textIndex(release.tree);
  const found = entriesWhere((kind, _, facts) => kind === type && facts.indexOf(tree, 1) > 0).map(entryAt).filter(entry => entry.data.tree === release.tree);
  const newest = new Map(found.map(entry => [entry.data.kind, entry]));
  if (!newest.size) return card("Evidence", make("p.quiet", "None is on record for this source."));
  return card("Evidence", pairs("pairs", [...newest.values()].map(entry =>
    [link("#entry-" + entry.seq, said(entry.data.kind)), evidenceText(entry)])));
}

function consentCard(entries) {
  const found = entries.filter(entry => entry.type.startsWith("approval.") || entry.type.startsWith("emergency."));
  if (!found.length) return null;
  return card("Approvals", make("ul.actions", found.map(entry => {
    const [mark, tone] = { "approval.granted": ["ok", "ok"], "approval.rejected": ["bad", "bad"], "approval.voided": ["bar", "warn"] }[entry.type] ?? ["open", "quiet"];
    return make("li." + tone, sign(mark), link("#entry-" + entry.seq, entry.type.split(".")[1]), said(`${entry.environment} by ${entry.data.person ?? entry.actor}${entry.data.role ? " as " + entry.data.role : ""}`),
      entry.data.plan && make("span.quiet", "plan ", code(entry.data.plan.slice(0, 12))), make("span.quiet", "entry ", code(entry.hash)), entry.data.reason && make("span.quiet", said(entry.data.reason)));
  })));
}

function exceptionsCard(entries) {
  const found = entries.filter(entry => entry.type.startsWith("exception.") || entry.type === "freeze.overridden");
  return found.length ? card("Exceptions", entryList(found.map(entry => entry.seq))) : null;
}

// Risks that were open when it was last deployed.
function risksCard(release) {
  const { deployments } = knowledge(), last = deployments.findLast(deployment => deployment.release === release.place), until = last ? last.start : release.seq, open = new Map();
  const kindsOfRisk = ["risk.opened", "risk.accepted", "risk.closed"].map(typeIndex);
  for (const seq of entriesWhere(type => kindsOfRisk.includes(type))) {
    const entry = entryAt(seq);
    if (seq > until) break;
    if (entry.type === "risk.opened") open.set(entry.data.id, entry); else open.delete(entry.data.id);
  }
  if (!open.size) return null;
  return card("Risks open at the time", make("ul.actions", [...open.values()].map(entry => make("li", sign("alert"), link("#entry-" + entry.seq, said(entry.data.title)), make("span.quiet", said(`${entry.data.severity}, ${entry.data.owner}`))))));
}

function filesCard(release) {
  const files = knowledge().raw.files[release.id.slice(0, 12)];
  if (!files?.length) return null;
  const shown = files.map(([path, bytes, sha256]) => make("tr", make("th", { scope: "row" }, said(path)), make("td", size(bytes)), make("td", make("code", { title: sha256 }, sha256.slice(0, 12) + "\u2026"))));
  return card("Files", make("details", make("summary", files.length < release.files ? `${files.length} of ${many(release.files, "file")}` : many(files.length, "file")), table("Files with their digests", ["Path", "Size", "SHA-256"], shown)));
}
