/** After a refused form the summary of errors is where the reader begins. */
export function enhanceErrorSummary() {
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
}
