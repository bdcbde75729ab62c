// Elements. Whatever comes from the ledger goes in as text, never as markup.
function make(selector, ...parts) {
  const [name, ...classes] = selector.split("."), element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const part of parts.flat(Infinity)) {
    if (part === null || part === undefined || part === false) continue;
    if (part instanceof Node) element.append(part);
    else if (typeof part === "object") for (const [key, value] of Object.entries(part)) element.setAttribute(key, value);
    else element.append(document.createTextNode(String(part)));
  }
  return element;
}

const said = text => make("bdi", text);
const link = (href, ...parts) => make("a", { href }, ...parts);
const code = text => make("code", text);

// Where the repository's host shows something: an address only for what is an id or a number, and only where the host is known.
const forms = [/^[0-9a-f]{7,64}$/, /^\d{1,12}$/, /^\d{1,12}$/, /^[0-9a-f]{7,64}$/];
function outside(kind, id, shown) {
  const address = knowledge().raw.forge[kind];
  return address && forms[kind].test(id) ? make("a", { href: address.replace("{}", id), rel: "noreferrer" }, shown) : shown;
}
const commitLink = id => outside(0, id, code(id));
const runsLink = id => knowledge().raw.forge[3] ? [" ", outside(3, id, "runs")] : null;

function sign(name) {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("class", "sign");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("aria-hidden", "true");
  picture.append(...document.getElementById("sign-" + name).cloneNode(true).childNodes);
  return picture;
}

const cell = state => make("td." + cellTones[state], sign(cellSigns[state]), cellWords[state]);
const iso = utc => new Date(utc * 1000).toISOString();
const day = utc => iso(utc).slice(0, 10);
const stamp = utc => make("time", { datetime: iso(utc) }, iso(utc).slice(0, 16).replace("T", " "));
const number = value => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
const many = (count, one, more = one + "s") => `${number(count)} ${count === 1 ? one : more}`;

function size(bytes) {
  return bytes < 1000 ? many(bytes, "byte") : bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function span(seconds) {
  return seconds < 100 ? `${Math.round(seconds)} s` : seconds < 6000 ? `${Math.round(seconds / 60)} min` : seconds < 172800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86400)} d`;
}

function table(caption, columns, rows, kind = "") {
  return make("div.scroll", { tabindex: "0", role: "region", "aria-label": caption },
    make("table.list" + kind, make("caption", caption), make("thead", make("tr", columns.map(column => make("th", { scope: "col" }, said(column))))), make("tbody", rows)));
}

const card = (title, ...parts) => make("section.card", make("h3", title), ...parts);
const pairs = (kind, facts) => make("dl." + kind, facts.filter(Boolean).map(([name, ...value]) => [make("dt", name), make("dd", value)]));

// "#12" in a value is another entry.
function withEntries(text) {
  return /^(#\d+ ?)+$/.test(text) ? text.trim().split(" ").map(name => [link("#entry-" + name.slice(1), name), " "]) : said(text);
}
