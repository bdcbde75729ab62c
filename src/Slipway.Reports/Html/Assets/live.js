// A served page follows the ledger: told of a change, it takes the new page's contents and stays where it is.
async function refresh() {
  const answer = await fetch(location.pathname, { cache: "no-store" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const filter = document.getElementById("filter").value, focused = document.activeElement, at = focused?.id || focused?.getAttribute?.("href"), isId = Boolean(focused?.id), height = scrollY;
  for (const selector of ["main", ".badge", ".title", "footer"]) document.querySelector(selector).replaceWith(document.adoptNode(fresh.querySelector(selector)));
  document.getElementById("data").textContent = fresh.getElementById("data").textContent;
  forget();
  bindList();
  document.getElementById("filter").value = filter;
  if (filter) await showReleases();
  await show(readView());
  scrollTo(0, height);
  if (at) (isId ? document.getElementById(at) : document.querySelector(`a[href="${CSS.escape(at)}"]`))?.focus({ preventScroll: true });
}

if (document.documentElement.dataset.live) {
  const told = new EventSource(document.documentElement.dataset.live), following = document.querySelector(".following");
  told.addEventListener("changed", refresh);
  told.addEventListener("open", () => { following.classList.remove("lost"); following.lastChild.textContent = "following"; });
  told.addEventListener("error", () => { following.classList.add("lost"); following.lastChild.textContent = "not connected"; });
}
