/** The details element opens the menu; here Escape closes it and the focus returns. */
export function enhanceMenu() {
  const toggle = document.querySelector("[data-menu-toggle]");
  if (!toggle) return;
  document.addEventListener("keydown", (event) => {
    const inside = event.target.closest("[data-menu-toggle], [data-menu]");
    if (event.key !== "Escape" || !toggle.open || !inside) return;
    toggle.open = false;
    toggle.querySelector("summary").focus();
  });
}
