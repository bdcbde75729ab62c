"use strict";
// What the page knows, inflated once something is first asked for; what reads it waits for that.
let known, coming;

function learn() {
  return coming ??= inflate(document.getElementById("data").textContent).then(raw => { known = unpack(raw); });
}

function forget() {
  known = coming = undefined;
}

const knowledge = () => known;

async function inflate(text) {
  const packed = atob(text), bytes = new Uint8Array(packed.length);
  for (let place = 0; place < packed.length; place++) bytes[place] = packed.charCodeAt(place);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).json();
}

function unpack(raw) {
  const packed = raw.entries, count = packed.type.length;
  const time = new Float64Array(count), who = new Int32Array(count);
  for (let place = 0, now = 0, at = 0; place < count; place++) {
    time[place] = now += packed.age[place];
    who[place] = at += packed.at[place];
  }
  const releases = raw.releases.map(([id, version, commit, tree, dirty, seq, utc, sealer, cells, files, bytes, bar], place) => {
    const release = { place, id: packed.texts[id], version: packed.texts[version], commit: packed.texts[commit], tree: packed.texts[tree], dirty, seq, utc, sealer: packed.texts[sealer], cells, files, bytes, bar };
    release.words = words(raw.environments, release);
    return release;
  });
  return {
    raw, packed, time, who, releases, hashes: atob(packed.hash),
    byId: new Map(releases.map(release => [release.id.slice(0, 12), release])),
    deployments: raw.deployments.map(([release, environment, kind, outcome, start, end, back, rehearsal]) => ({ release, environment, kind, outcome, start, end, back, rehearsal })),
  };
}

// What a filter looks through, one text for each release.
function words(environments, release) {
  const states = environments.map((name, place) => `${cellWords[release.cells[place]]}:${name} ${name}:${cellWords[release.cells[place]]}`);
  return `${release.version} ${release.id} ${release.commit} ${release.sealer} ${states.join(" ")} ${release.bar ? "barred" : ""}`.toLowerCase();
}

const cellWords = { L: "live", P: "was live", F: "failed", T: "taken back", B: "barred", R: "refused", O: "under way", "-": "not there" };
const cellSigns = { L: "live", P: "ok", F: "bad", T: "back", B: "bar", R: "stop", O: "open", "-": "none" };
const cellTones = { L: "ok", P: "ok", F: "bad", T: "warn", B: "bad", R: "warn", O: "note", "-": "quiet" };
const kinds = ["deployment", "hotfix", "redeployment", "rollback"];
const outcomes = [["succeeded", "ok", "ok"], ["failed", "bad", "bad"], ["rolled back", "back", "warn"], ["open", "open", "note"]];

// One entry, or undefined when the page does not hold it.
function entryAt(seq) {
  const { packed, time, who, hashes } = knowledge(), place = seq - packed.first;
  if (!(place >= 0 && place < packed.type.length)) return undefined;
  const [actor, run, environment, packageId, version, deployment] = packed.who[who[place]].map(text => packed.texts[text]);
  const [names, ...values] = packed.facts[packed.data[place]], facts = values.map((value, fact) => [packed.texts[packed.names[names][fact]], packed.texts[value]]);
  return { seq, type: packed.types[typeOf(place)], utc: time[place], actor, run, environment, packageId, version, deployment, facts, data: Object.fromEntries(facts), hash: [0, 1, 2, 3].map(byte => hashes.charCodeAt(place * 4 + byte).toString(16).padStart(2, "0")).join("") };
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const typeOf = place => letters.indexOf(knowledge().packed.type[place]);
const typeIndex = type => knowledge().packed.types.indexOf(type);

// Entries that a test of their columns picks; the test sees numbers, so that a year is looked through in milliseconds.
function entriesWhere(isWanted) {
  const { packed, who } = knowledge(), found = [];
  for (let place = 0; place < packed.type.length; place++)
    if (isWanted(typeOf(place), packed.who[who[place]], packed.facts[packed.data[place]])) found.push(packed.first + place);
  return found;
}

function textIndex(text) {
  return knowledge().packed.texts.indexOf(text);
}
