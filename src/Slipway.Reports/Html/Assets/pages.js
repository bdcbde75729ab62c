// Which view is shown follows from the address alone: #releases, #release-..., #entry-..., #list-...; ?theme and ?wall may follow.
const settings = { theme: "", wall: false };
const details = [[/^release-([0-9a-f]+)$/, releasePage], [/^entry-(\d+)$/, name => entryPage(Number(name))], [/^list-(\d+)$/, name => listPage(Number(name))]];

function readAddress() {
  const [view, query = ""] = location.hash.slice(1).split("?"), asked = new URLSearchParams(query);
  if (asked.has("theme")) settings.theme = asked.get("theme") === "dark" ? "dark" : "light";
  if (asked.has("wall")) settings.wall = asked.get("wall") !== "0";
  return view || "now";
}

function writeAddress(view) {
  const asked = new URLSearchParams();
  if (settings.theme) asked.set("theme", settings.theme);
  if (settings.wall) asked.set("wall", "1");
  const address = `#${view}${asked.size ? "?" + asked : ""}`;
  if (location.hash !== address && (location.hash || asked.size)) history.replaceState(null, "", address);
}

async function show(view) {
  const match = details.map(([pattern, page]) => [pattern.exec(view), page]).find(([found]) => found), detail = document.getElementById("detail");
  const chosen = match ? detail : document.querySelector(`section.view[id="${CSS.escape(view)}"]`) ?? document.getElementById("now");
  const filled = match ? detail : chosen.id === "ledger" ? document.getElementById("entries") : null;
  if (filled) {
    const isRead = await busy(learn().then(() => true, () => false));
    if (readView() !== view) return undefined; // somebody went on meanwhile
    const parts = !isRead ? [make("h2", "Not shown"), make("p", "This browser cannot inflate the data of this page; any from 2023 on can.")] : match ? match[1](match[0][1]) : ledgerPage();
    filled.replaceChildren(...parts.flat(Infinity).filter(Boolean));
  }
  detail.hidden = !match;
  if (chosen.id === "timelines") requestAnimationFrame(() => { for (const strip of chosen.querySelectorAll(".scroll")) strip.scrollLeft = strip.scrollWidth; }); // now is at the right
  document.documentElement.classList.toggle("detailed", Boolean(match));
  for (const section of document.querySelectorAll("section.view")) section.classList.toggle("shown", section === chosen);
  const place = match ? (view.startsWith("release-") ? "releases" : "ledger") : chosen.id;
  for (const one of document.querySelectorAll("nav a")) {
    if (one.getAttribute("href") === "#" + place) { one.setAttribute("aria-current", "page"); one.scrollIntoView({ block: "nearest", inline: "nearest" }); } else one.removeAttribute("aria-current");
  }
  return chosen;
}

async function busy(work) {
  const main = document.getElementById("main");
  main.setAttribute("aria-busy", "true");
  const answer = await work;
  main.removeAttribute("aria-busy");
  return answer;
}

async function arrive() {
  const view = readAddress();
  applySettings();
  if (view === "main") { document.getElementById("main").focus(); writeAddress("now"); return; }
  const title = (await show(view))?.querySelector("h2");
  if (!title) return;
  writeAddress(view);
  scrollTo(0, 0);
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}

function applySettings() {
  const root = document.documentElement, theme = document.getElementById("theme"), wall = document.getElementById("wall"), isDark = settings.theme ? settings.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  if (settings.theme) root.dataset.theme = settings.theme;
  if (settings.wall) root.dataset.wall = ""; else delete root.dataset.wall;
  theme.setAttribute("aria-pressed", String(isDark));
  wall.setAttribute("aria-pressed", String(settings.wall));
}

function toggleTheme() {
  settings.theme = document.getElementById("theme").getAttribute("aria-pressed") === "true" ? "light" : "dark";
  applySettings();
  writeAddress(readView());
}

function toggleWall() {
  settings.wall = !settings.wall;
  applySettings();
  writeAddress(readView());
}

const readView = () => location.hash.slice(1).split("?")[0] || "now";

// Without hashchange, which would take the focus to the title.
function toFilter() {
  if (readView() !== "releases") { history.pushState(null, "", "#releases"); show("releases"); writeAddress("releases"); }
  document.getElementById("filter").focus();
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,textarea,select")) return;
  if (event.key === "/") { event.preventDefault(); toFilter(); }
  else if (event.key === "t") toggleTheme();
  else if (event.key === "w") toggleWall();
}

for (const [id, act] of [["theme", toggleTheme], ["wall", toggleWall]]) {
  document.getElementById(id).hidden = false;
  document.getElementById(id).addEventListener("click", act);
}
bindList();
const first = readAddress();
applySettings();
show(first).finally(() => document.documentElement.classList.remove("arriving"));
addEventListener("hashchange", arrive);
addEventListener("popstate", () => show(readView()));
addEventListener("keydown", pressed);
requestAnimationFrame(() => setTimeout(() => (window.requestIdleCallback ?? setTimeout)(() => learn().catch(() => {})), 100)); // painting comes first
