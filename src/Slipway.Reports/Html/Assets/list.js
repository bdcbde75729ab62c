// The list of releases, as far as the filter lets it.
const rowsAtOnce = 50;
let rowsShown = rowsAtOnce;

function releaseRow(release) {
  const name = release.id.slice(0, 12);
  return make("tr",
    make("th", { scope: "row" }, link("#release-" + name, said(release.version)), release.dirty > 0 && make("span.warn", " uncommitted changes")),
    make("td", code(name)), make("td", link("#entry-" + release.seq, make("time", { datetime: iso(release.utc) }, day(release.utc)))), make("td", said(release.sealer)),
    [...release.cells].map(cell));
}

function matching(text) {
  const { releases } = knowledge(), asked = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = asked.length ? releases.filter(release => asked.every(word => release.words.includes(word))) : releases.slice();
  return found.reverse();
}

async function showReleases() {
  await learn();
  const filter = document.getElementById("filter"), list = document.getElementById("release-list"), all = knowledge().releases.length, found = matching(filter.value), shown = found.slice(0, rowsShown);
  list.tBodies[0].replaceChildren(...shown.map(releaseRow));
  list.caption.textContent = shown.length < found.length ? `The newest ${shown.length} of ${number(found.length)}` : many(found.length, "release");
  document.getElementById("found").textContent = found.length === all ? many(all, "release") : `${number(found.length)} of ${many(all, "release")}`;
  document.getElementById("more").hidden = shown.length === found.length;
}

function bindList() {
  const filter = document.getElementById("filter"), more = document.getElementById("more");
  filter.form.hidden = false;
  more.hidden = Number(document.getElementById("found").textContent.replace(/\D/g, "")) <= document.getElementById("release-list").tBodies[0].rows.length;
  filter.form.addEventListener("submit", event => event.preventDefault());
  filter.addEventListener("input", () => { rowsShown = rowsAtOnce; showReleases(); });
  filter.addEventListener("keydown", event => {
    if (event.key === "Escape") { filter.value = ""; showReleases(); }
  });
  more.addEventListener("click", () => { rowsShown += rowsAtOnce; showReleases(); });
}
