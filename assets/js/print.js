/** Print buttons are in the page hidden: without script they would do nothing. */
export function enhancePrint() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
