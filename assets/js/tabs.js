/** Turns a list of links to the sections below it into tabs (ARIA tab pattern). */
export function enhanceTabs() {
  for (const tabs of document.querySelectorAll("[data-tabs]")) setUp(tabs);
}

function setUp(tabs) {
  const list = tabs.querySelector(".tabs__list");
  const links = [...list.querySelectorAll(".tabs__tab")];
  if (!links.length) return;
  list.setAttribute("role", "tablist");
  for (const link of links) prepare(link);
  const select = (chosen) => links.forEach((link) => mark(link, link === chosen));
  const fromAddress = () => links.find((link) => link.hash === location.hash);
  list.addEventListener("click", (event) => {
    const link = event.target.closest(".tabs__tab");
    if (!link) return;
    event.preventDefault();
    select(link);
    history.replaceState(null, "", link.hash);
  });
  list.addEventListener("keydown", (event) => {
    const next = neighbour(links, event);
    if (!next) return;
    event.preventDefault();
    select(next);
    next.focus();
  });
  window.addEventListener("hashchange", () => fromAddress() && select(fromAddress()));
  select(fromAddress() ?? links[0]);
  tabs.classList.add("tabs--ready");
}

function prepare(link) {
  link.parentElement.setAttribute("role", "presentation");
  link.setAttribute("role", "tab");
  link.setAttribute("aria-controls", link.hash.slice(1));
  const panel = document.getElementById(link.hash.slice(1));
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", link.id);
  panel.tabIndex = 0;
}

function mark(link, chosen) {
  link.setAttribute("aria-selected", String(chosen));
  link.tabIndex = chosen ? 0 : -1;
  document.getElementById(link.hash.slice(1)).hidden = !chosen;
}

function neighbour(links, event) {
  const at = links.indexOf(document.activeElement);
  const last = links.length - 1;
  const targets = {
    ArrowRight: at === last ? 0 : at + 1,
    ArrowLeft: at === 0 ? last : at - 1,
    Home: 0,
    End: last,
  };
  return links[targets[event.key]];
}
